import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { recountsQuery } from './recounts.queries.ts';
import { recountTexts } from './recounts.texts.ts';
import { useFigure } from './useFigure.ts';
import './recounts.css';

interface VersionRecountProps {
  readonly planId: string;
  readonly toRecount: (id: string, words: string) => ReactNode;
}

/** What becomes of the requests that run since a version is active: how far they went over, and the way to what changed. Nothing where they keep theirs. */
export function VersionRecount({ planId, toRecount }: VersionRecountProps) {
  const texts = useTexts(recountTexts);
  const figure = useFigure();
  // Whoever may read plans and no recounts is told nothing of them.
  const { data } = useQuery({ ...recountsQuery, retry: false, refetchOnMount: 'always' });
  const recount = data?.items.find(({ plan }) => plan?.id === planId);
  if (recount === undefined) return null;
  const { state, count, requests, id } = recount;
  return (
    <section className="recount-version" aria-label={texts.version.title}>
      <span className="tag">{texts.states[state]}</span>
      <span role="status">
        {state === 'done' ? texts.version.done(figure(count.moved), figure(count.changed)) : texts.version.going}
      </span>
      {state === 'running' && requests !== null && (
        <>
          <progress max={Math.max(1, requests)} value={count.done} aria-label={texts.states[state]} />
          <span>{texts.progress(figure(count.done), figure(requests))}</span>
        </>
      )}
      {toRecount(id, texts.today.see)}
    </section>
  );
}
