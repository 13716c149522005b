import { useId, useState } from 'react';
import { isUnexplained } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fileSize } from './file-size.ts';
import { filePickerTexts } from './file-picker.texts.ts';
import { Icon } from './icons.tsx';
import type { SentFile } from './sent-file.ts';
import { useUploads, type Upload } from './useUploads.ts';
import './file-picker.css';

const MOST = 10;

interface FilePickerProps {
  readonly label: string;
  readonly files: readonly SentFile[];
  readonly onChange: (files: readonly SentFile[]) => void;
  /** Hears whether anything is still to arrive: what is sent meanwhile would go without it. */
  readonly onWaiting?: ((waiting: boolean) => void) | undefined;
  readonly describedBy?: string | undefined;
}

/** Photos and files: each goes to the server as soon as it is chosen, so that a lost page loses none that has arrived. */
export function FilePicker({ label, files, onChange, onWaiting, describedBy }: FilePickerProps) {
  const texts = useTexts(filePickerTexts);
  const why = useWhy();
  const id = useId();
  const { underWay, refused, send, again, takeAway } = useUploads({ files, onChange, onWaiting });
  const [tooMany, setTooMany] = useState(false);
  const choose = (chosen: readonly File[]) => {
    const room = Math.max(0, MOST - files.length - underWay.length);
    setTooMany(chosen.length > room);
    send(chosen.slice(0, room));
  };

  return (
    <div className="file-picker">
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <FileLine file={file} onTakeAway={() => onChange(files.filter((known) => known.id !== file.id))} />
            </li>
          ))}
        </ul>
      )}
      {underWay.map((upload) => (
        <div className="under-way" key={upload.key} role="group" aria-label={upload.file.name}>
          <FileLine file={upload.file} onTakeAway={() => takeAway(upload)} />
          {upload.problem === null ? (
            <p role="status">{texts.sending(upload.file.name)}</p>
          ) : (
            <div className="lost">
              <p className="wrong" role="alert">
                {why(upload)}
              </p>
              <button
                type="button"
                className="button thumb"
                aria-label={texts.againOf(upload.file.name)}
                onClick={() => again(upload)}
              >
                {texts.again}
              </button>
            </div>
          )}
        </div>
      ))}
      {underWay.length > 0 && <p className="small supporting">{texts.waiting}</p>}
      <label className="button thumb" htmlFor={id}>
        <Icon name="camera" />
        {texts.add}
      </label>
      <input
        id={id}
        className="unseen"
        type="file"
        multiple
        aria-label={label}
        aria-describedby={describedBy}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          choose(chosen);
        }}
      />
      {refused.map((upload) => (
        <p className="wrong" role="alert" key={upload.key}>
          {why(upload)}
        </p>
      ))}
      {tooMany && (
        <p className="wrong" role="alert">
          {texts.tooMany(MOST)}
        </p>
      )}
    </div>
  );
}

/** Why it has not arrived; where nobody said so, that it is still here and what to do. */
function useWhy(): (upload: Upload) => string {
  const texts = useTexts(filePickerTexts);
  const say = useSay();
  return ({ file, problem }) =>
    problem === null || isUnexplained(problem) ? texts.lost(file.name) : texts.failed(file.name, say(problem.detail));
}

interface FileLineProps {
  readonly file: Pick<SentFile, 'name' | 'size'>;
  readonly onTakeAway: () => void;
}

function FileLine({ file, onTakeAway }: FileLineProps) {
  const texts = useTexts(filePickerTexts);
  return (
    <>
      <Icon name="attach" small />
      <span className="name">{file.name}</span>
      <span className="muted small">{fileSize(file.size)}</span>
      <button type="button" className="button quiet" aria-label={texts.remove(file.name)} onClick={onTakeAway}>
        <Icon name="close" small />
      </button>
    </>
  );
}
