import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fileSize } from '#platform/ui/file-size.ts';
import { Icon } from '#platform/ui/icons.tsx';
import type { MessageView } from '../requests.schema.ts';
import { timelineTextsEn } from './timeline.texts.en.ts';
import { timelineTextsZh } from './timeline.texts.zh.ts';

/** Files of a message; each opens beside the page. */
export function Attachments({ files }: { files: MessageView['files'] }) {
  const texts = useTexts({ zh: timelineTextsZh, en: timelineTextsEn });
  return (
    <ul className="effects">
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="attach" small />
          <a href={file.url} target="_blank" rel="noreferrer" aria-label={texts.attachment(file.name, fileSize(file.size))}>
            {file.name}
          </a>
          <span className="muted">{fileSize(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}
