import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { EarlierLogs } from './EarlierLogs.tsx';
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
  const mayImport = imports.data !== undefined || (imports.error !== null && problemOf(imports.error)?.status !== 403);
  return (
    <section className="page import-page" aria-label={texts.title}>
      <h1 className="title-page">{texts.title}</h1>
      {mayImport && <LogPicker address="/api/history-imports" about={texts.about} onUploaded={onUploaded} />}
      {imports.error && <Trouble problem={problemOf(imports.error)} onRetry={() => void imports.refetch()} />}
      {imports.data && (
        <EarlierLogs
          words={texts}
          logs={imports.data.items.map((one) => ({
            ...one,
            by: one.person === null ? undefined : texts.by(one.person),
            state: texts.states[one.state],
          }))}
          linkTo={linkTo}
        />
      )}
    </section>
  );
}
