import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { EarlierLogs } from '../import/EarlierLogs.tsx';
import { LogPicker } from '../import/LogPicker.tsx';
import { replaysQuery } from './replay.queries.ts';
import { replayTexts } from './replay.texts.ts';
import '../import/import.css';

interface ReplayStartProps {
  /** The way to one log, with what is to be read on it. */
  readonly linkTo: (id: string, words: string) => ReactNode;
  readonly onUploaded: (id: string) => void;
}

/** Where a replay begins: a log is chosen, or one that was uploaded before. */
export function ReplayStart({ linkTo, onUploaded }: ReplayStartProps) {
  const texts = useTexts(replayTexts);
  const replays = useQuery(replaysQuery);
  return (
    <section className="page import-page" aria-label={texts.title}>
      <h1 className="title-page">{texts.title}</h1>
      <LogPicker address="/api/log-replays" about={texts.about} onUploaded={onUploaded} />
      {replays.error && <Trouble problem={problemOf(replays.error)} onRetry={() => void replays.refetch()} />}
      {replays.data && (
        <EarlierLogs
          words={texts}
          logs={replays.data.items.map((one) => ({ ...one, state: texts.states[one.state] }))}
          linkTo={linkTo}
        />
      )}
    </section>
  );
}
