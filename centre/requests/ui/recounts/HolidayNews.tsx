import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { ClockRecountView } from '../../recounts/recounts.schema.ts';
import { causeWords } from './recount-words.rules.ts';
import { holidaySetsQuery, recountsQuery } from './recounts.queries.ts';
import { recountTexts } from './recounts.texts.ts';
import { useFigure } from './useFigure.ts';
import './recounts.css';

interface HolidayNewsProps {
  readonly toNotices: (words: string) => ReactNode;
  readonly toRecount: (id: string, words: string) => ReactNode;
}

/** So long a recount that changed something stands on the page of the day. */
const NEWS_MS = 24 * 3_600_000;

/** What whoever looks after the day has to know of holidays: the notice that is missing, and in one line what a recount changed. */
export function HolidayNews({ toNotices, toRecount }: HolidayNewsProps) {
  const texts = useTexts(recountTexts);
  const now = useNow('calm');
  const sets = useQuery(holidaySetsQuery);
  const recounts = useQuery(recountsQuery);
  const missing = sets.data?.sets.flatMap((held) => (held.missing?.isDue === true ? [held.missing.year] : [])) ?? [];
  const news = (recounts.data?.items ?? []).filter((one) => isNews(one, now));
  if (missing.length === 0 && news.length === 0) return null;
  return (
    <section className="sheet recount-part" aria-label={texts.title}>
      {[...new Set(missing)].map((year) => (
        <p key={year} className="recount-missing">
          {texts.today.missing(year)}
          {toNotices(sets.data?.mayImport === true ? texts.today.toImport : texts.title)}
        </p>
      ))}
      {news.map((one) => (
        <RecountNews key={one.id} recount={one} toRecount={toRecount} />
      ))}
    </section>
  );
}

function RecountNews({ recount, toRecount }: Pick<HolidayNewsProps, 'toRecount'> & { readonly recount: ClockRecountView }) {
  const texts = useTexts(recountTexts);
  const figure = useFigure();
  const { count, state } = recount;
  const cause = causeWords(recount, texts);
  return (
    <p>
      {state === 'done' ? texts.today.done(cause, figure(count.changed)) : texts.today.running(cause)}{' '}
      {count.breached > 0 && <span className="recount-breached">{texts.today.breached(figure(count.breached))} </span>}
      {toRecount(recount.id, texts.today.see)}
    </p>
  );
}

function isNews({ state, endedAt, count }: ClockRecountView, now: number): boolean {
  if (state !== 'done') return true;
  const ended = endedAt === null ? undefined : parseInstant(endedAt);
  return ended !== undefined && now - ended < NEWS_MS && count.changed + count.breached > 0;
}
