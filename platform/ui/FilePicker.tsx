import { useId, useState } from 'react';
import { upload } from '#platform/client/client.ts';
import { say } from '#platform/i18n/language.ts';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fileSize } from './file-size.ts';
import { Icon } from './icons.tsx';
import type { SentFile } from './sent-file.ts';
import './file-picker.css';

const texts = {
  zh: {
    add: '拍照或选文件',
    sending: (name: string) => `正在上传${name}……`,
    remove: (name: string) => `去掉${name}`,
    tooMany: (count: number) => `最多${count}个附件。`,
    failed: (name: string, why: string) => `${name}没有上传：${why}`,
  },
  en: {
    add: 'Take a photo or choose a file',
    sending: (name: string) => `Uploading ${name}…`,
    remove: (name: string) => `Remove ${name}`,
    tooMany: (count: number) => `${count} files at most.`,
    failed: (name: string, why: string) => `${name} was not uploaded: ${why}`,
  },
};

const MOST = 10;

interface FilePickerProps {
  readonly label: string;
  readonly files: readonly SentFile[];
  readonly onChange: (files: readonly SentFile[]) => void;
  readonly describedBy?: string | undefined;
}

/** Photos and files: each goes to the server as soon as it is chosen, so that a lost page loses none of them. */
export function FilePicker({ label, files, onChange, describedBy }: FilePickerProps) {
  const own = useTexts(texts);
  const { language } = useLanguage();
  const id = useId();
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<readonly string[]>([]);

  const send = async (chosen: readonly File[]) => {
    const failed: string[] = [];
    let all = files;
    for (const file of chosen) {
      if (all.length >= MOST) {
        failed.push(own.tooMany(MOST));
        break;
      }
      setSending(file.name);
      const answer = await upload<{ id: string }>('/api/files', file);
      if (answer.ok) {
        all = [...all, { id: answer.value.id, name: file.name, size: file.size }];
        onChange(all);
      } else failed.push(own.failed(file.name, say(answer.problem.detail, language)));
    }
    setSending(null);
    setTrouble(failed);
  };

  return (
    <div className="file-picker">
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <Icon name="attach" small />
              <span className="name">{file.name}</span>
              <span className="muted small">{fileSize(file.size)}</span>
              <button
                type="button"
                className="button quiet"
                disabled={sending !== null}
                aria-label={own.remove(file.name)}
                onClick={() => onChange(files.filter((known) => known.id !== file.id))}
              >
                <Icon name="close" small />
              </button>
            </li>
          ))}
        </ul>
      )}
      <label className="button thumb" htmlFor={id} aria-disabled={sending !== null}>
        <Icon name="camera" />
        {sending === null ? own.add : own.sending(sending)}
      </label>
      <input
        id={id}
        className="unseen"
        type="file"
        multiple
        aria-label={label}
        aria-describedby={describedBy}
        disabled={sending !== null}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void send(chosen);
        }}
      />
      {trouble.map((words) => (
        <p className="wrong" role="alert" key={words}>
          {words}
        </p>
      ))}
    </div>
  );
}
