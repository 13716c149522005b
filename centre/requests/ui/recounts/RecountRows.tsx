import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { ClockRecountView } from '../../recounts/recounts.schema.ts';
import { causeWords } from './recount-words.rules.ts';
import { recountsQuery } from './recounts.queries.ts';
import { recountTexts } from './recounts.texts.ts';
import { useFigure } from './useFigure.ts';

interface RecountRowsProps {
  readonly zone: string;
  readonly toRecount: (id: string, words: string) => ReactNode;
}

/** Recounts, the latest first: why, by whom, how far, what came of it. */
export function RecountRows({ zone, toRecount }: RecountRowsProps) {
  const texts = useTexts(recountTexts);
  const { data, error, refetch } = useQuery(recountsQuery);
  return (
    <section className="sheet recount-part" aria-label={texts.recounts}>
      <h2>{texts.recounts}</h2>
      {error && !data && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="muted">{texts.noRecounts}</p>}
      {data && data.items.length > 0 && (
        <ul className="recount-rows">
          {data.items.map((one) => (
            <RecountRow key={one.id} recount={one} zone={zone} toRecount={toRecount} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RecountRow({ recount, zone, toRecount }: RecountRowsProps & { readonly recount: ClockRecountView }) {
  const texts = useTexts(recountTexts);
  const { language } = useLanguage();
  const figure = useFigure();
  const today = useNow('calm');
  const at = parseInstant(recount.askedAt);
  const { count, state, requests, by } = recount;
  return (
    <li>
      <b>{toRecount(recount.id, causeWords(recount, texts))}</b>
      <span className="muted small nowrap">{at === undefined ? '' : moment(at, { zone, language, today })}</span>
      {by !== null && <span className="muted small">{texts.by(by)}</span>}
      {state === 'done' ? (
        <span>{count.changed === 0 ? texts.nothingChanged : texts.summary(figure(count.changed))}</span>
      ) : (
        <span className="tag">{texts.states[state]}</span>
      )}
      {state === 'running' && requests !== null && (
        <span className="small">{texts.progress(figure(count.done), figure(requests))}</span>
      )}
      {count.breached > 0 && <span className="recount-breached">{texts.breached(figure(count.breached))}</span>}
    </li>
  );
}
