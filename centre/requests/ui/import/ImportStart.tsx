import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fileSize } from '#platform/ui/file-size.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { importsQuery } from './import.queries.ts';
import { importTexts } from './import.texts.ts';
import { LogPicker } from './LogPicker.tsx';
import './import.css';

interface ImportStartProps {
  /** The way to one import, with what is to be read on it. */
  readonly linkTo: (id: string, words: string) => ReactNode;
  readonly onUploaded: (id: string) => void;
}

/** Where an import begins: a log is chosen, or one that was uploaded before. */
export function ImportStart({ linkTo, onUploaded }: ImportStartProps) {
  const texts = useTexts(importTexts);
  const imports = useQuery(importsQuery);
  return (
    <section className="page import-page" aria-label={texts.title}>
      <h1 className="title-page">{texts.title}</h1>
      <LogPicker address="/api/history-imports" about={texts.about} onUploaded={onUploaded} />
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
