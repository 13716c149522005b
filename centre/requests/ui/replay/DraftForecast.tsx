import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { replaysQuery } from './replay.queries.ts';
import { replayTexts } from './replay.texts.ts';

interface DraftForecastProps {
  /** The way to one log, or without one to where a log is chosen, the draft carried along. */
  readonly linkTo: (to: { readonly replay: string } | 'upload', words: string) => ReactNode;
}

/** So many of the logs are named; where one is chosen all are. */
const NAMED = 5;

/** Beside a draft: what a log that is known would have looked like under it. */
export function DraftForecast({ linkTo }: DraftForecastProps) {
  const texts = useTexts(replayTexts);
  const { data, error, refetch } = useQuery(replaysQuery);
  const logs = data?.items.slice(0, NAMED) ?? [];
  return (
    <section className="sheet recount-part" aria-label={texts.ofDraft}>
      <h2>{texts.ofDraft}</h2>
      <p className="small muted">{texts.ofDraftAbout}</p>
      {error && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {logs.length > 0 && (
        <ul className="import-rows">
          {logs.map(({ id, file }) => (
            <li key={id}>{linkTo({ replay: id }, file.name)}</li>
          ))}
        </ul>
      )}
      <p>{linkTo('upload', logs.length > 0 ? texts.anotherLog : texts.chooseLog)}</p>
    </section>
  );
}
