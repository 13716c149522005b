import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { VersionChanges as Changes } from '../drafts/plan-drafts.schema.ts';
import { Differences } from './Differences.tsx';
import { changesQuery } from './plan.queries.ts';
import { planTexts } from './plan.texts.ts';
import { reviewTexts } from './review.texts.ts';
import type { ReviewTexts } from './review.texts.zh.ts';

interface VersionChangesProps {
  readonly planId: string;
  readonly linkToPlan: (planId: string, words: string) => ReactNode;
}

/** What a version changed when it was activated, against the one that it replaced, and on whose word. */
export function VersionChanges({ planId, linkToPlan }: VersionChangesProps) {
  const texts = useTexts(reviewTexts);
  const { revision } = useTexts(planTexts);
  const { data, error, refetch } = useQuery(changesQuery(planId));
  if (error !== null && data === undefined) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  return (
    <div className="plan-review">
      <section className="sheet plan-part" aria-label={texts.changed}>
        <h2>{texts.changed}</h2>
        {data === undefined && <p className="muted">{texts.comparing}</p>}
        {data?.replaced === null && <p>{texts.firstVersion}</p>}
        {data?.replaced != null && (
          <>
            <p>
              {texts.replaced} {linkToPlan(data.replaced.id, revision(data.replaced.code, data.replaced.revision))}
            </p>
            <Differences found={data.differences} isPast withPaths />
          </>
        )}
      </section>
      {data !== undefined && (
        <section className="sheet plan-part" aria-label={texts.words}>
          <h2>{texts.words}</h2>
          <p>{approvalWords(data, texts)}</p>
          <p>{data.activatedBy === null ? texts.activatedHere : texts.activatedBy(data.activatedBy)}</p>
        </section>
      )}
    </div>
  );
}

function approvalWords({ approval, replaced }: Changes, texts: ReviewTexts): string {
  if (approval !== null) return (approval.here ? texts.approvedHere : texts.approvedInWriting)(approval.by, approval.approvedOn);
  return replaced === null ? texts.approvalOfFirst : texts.approvalNotNeeded;
}
