import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { ClockRecountView } from '../../recounts/recounts.schema.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { NoticedDays } from './NoticedDays.tsx';
import { causeWords } from './recount-words.rules.ts';
import { changesQuery, recountQuery } from './recounts.queries.ts';
import { recountTexts } from './recounts.texts.ts';
import { useFigure } from './useFigure.ts';
import './recounts.css';

interface RecountDetailProps {
  readonly id: string;
  readonly toRequest: (id: string, words: string) => ReactNode;
}

/** One recount: its cause, how far it is, and every due time that it changed. */
export function RecountDetail({ id, toRequest }: RecountDetailProps) {
  const texts = useTexts(recountTexts);
  const { data, error, refetch } = useQuery(recountQuery(id));
  if (error && !data) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <p className="page muted" role="status">
        {texts.loading}
      </p>
    );
  return (
    <article className="page recount-page">
      <h1 className="title-page">{causeWords(data, texts)}</h1>
      <Standing recount={data} />
      {data.notices.map((notice) => (
        <section className="sheet recount-part" key={`${notice.set} ${notice.year}`}>
          <h2>{`${texts.days} · ${texts.setName(notice.set)} ${texts.year(notice.year)}`}</h2>
          <NoticedDays days={notice.days} />
          {notice.source !== null && <p className="small muted">{`${texts.source} ${notice.source}`}</p>}
        </section>
      ))}
      <Changes id={id} done={data.count.done} toRequest={toRequest} />
    </article>
  );
}

/** How far it is, and what came of it so far. */
function Standing({ recount }: { readonly recount: ClockRecountView }) {
  const texts = useTexts(recountTexts);
  const say = useSay();
  const figure = useFigure();
  const { state, count, requests, plan, by } = recount;
  const lines = [
    count.changed > 0 ? texts.summary(figure(count.changed)) : state === 'done' ? texts.nothingChanged : null,
    count.moved > 0 ? texts.moved(figure(count.moved)) : null,
    count.stayed > 0 ? texts.stayed(figure(count.stayed)) : null,
    count.warned > 0 ? texts.warned(figure(count.warned)) : null,
  ].filter((line) => line !== null);
  return (
    <section className="sheet recount-part" aria-label={texts.states[state]}>
      <div className="recount-head">
        <span className="tag">{texts.states[state]}</span>
        {plan !== null && <span>{texts.movedTo(say(plan.project))}</span>}
        {by !== null && <span className="muted small">{texts.by(by)}</span>}
      </div>
      {state === 'waiting' && <p className="muted">{texts.waitingAbout}</p>}
      {state === 'running' && requests !== null && (
        <div className="recount-progress">
          <progress max={Math.max(1, requests)} value={count.done} aria-label={texts.states[state]} />
          <span>{texts.progress(figure(count.done), figure(requests))}</span>
        </div>
      )}
      <div role="status" className="recount-lines">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {count.breached > 0 && <p className="recount-breached">{texts.breached(figure(count.breached))}</p>}
      </div>
    </section>
  );
}

function Changes({ id, done, toRequest }: RecountDetailProps & { readonly done: number }) {
  const texts = useTexts(recountTexts);
  const [breached, setBreached] = useState(false);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    changesQuery(id, { breached, done }),
  );
  const changes = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="sheet recount-part" aria-label={texts.changes}>
      <div className="recount-head">
        <h2>{texts.changes}</h2>
        <label className="recount-tick">
          <input type="checkbox" checked={breached} onChange={(event) => setBreached(event.target.checked)} />
          {texts.onlyBreached}
        </label>
      </div>
      {error && !data && <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data && changes.length === 0 && <p className="muted">{texts.notYours}</p>}
      {changes.length > 0 && <ChangeTable changes={changes} toRequest={toRequest} />}
      {hasNextPage && (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? texts.loading : texts.more}
        </button>
      )}
    </section>
  );
}
