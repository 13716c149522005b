import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { upload } from '#platform/client/client.ts';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fileSize } from '#platform/ui/file-size.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { importsQuery } from './import.queries.ts';
import { importTexts } from './import.texts.ts';
import './import.css';

interface ImportStartProps {
  /** The way to one import, with what is to be read on it. */
  readonly linkTo: (id: string, words: string) => ReactNode;
  readonly onUploaded: (id: string) => void;
}

/** Where an import begins: a log is chosen, or one that was uploaded before. */
export function ImportStart({ linkTo, onUploaded }: ImportStartProps) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const id = useId();
  const imports = useQuery(importsQuery);
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async (file: File) => {
    setSending(file.name);
    const answer = await upload<{ id: string }>('/api/history-imports', file);
    setSending(null);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (answer.ok) onUploaded(answer.value.id);
  };
  return (
    <section className="page import-page" aria-label={texts.title}>
      <h1 className="title-page">{texts.title}</h1>
      <section className="sheet import-part file-picker">
        <p className="supporting">{texts.about}</p>
        <label className="button primary thumb" htmlFor={id} aria-disabled={sending !== null}>
          <Icon name="attach" />
          {sending === null ? texts.choose : texts.uploading(sending)}
        </label>
        <input
          id={id}
          className="unseen"
          type="file"
          accept=".csv,.gz,.txt"
          disabled={sending !== null}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file !== undefined) void send(file);
          }}
        />
        {trouble !== null && (
          <p className="wrong" role="alert">
            {trouble}
          </p>
        )}
      </section>
      {imports.error && <Trouble problem={problemOf(imports.error)} onRetry={() => void imports.refetch()} />}
      {imports.data && (
        <section className="sheet import-part">
          <h2>{texts.earlier}</h2>
          {imports.data.items.length === 0 && <p className="muted">{texts.none}</p>}
          <ul className="import-rows">
            {imports.data.items.map((one) => (
              <li key={one.id}>
                <b>{linkTo(one.id, one.file.name)}</b>
                <span className="muted small">{fileSize(one.file.size)}</span>
                {one.person !== null && <span className="muted small">{texts.by(one.person)}</span>}
                <span className="tag">{texts.states[one.state]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}
