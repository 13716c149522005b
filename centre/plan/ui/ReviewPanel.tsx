import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { DraftText } from '../drafts/plan-drafts.schema.ts';
import { ActivationChecks } from './ActivationChecks.tsx';
import { ActivationDeeds } from './ActivationDeeds.tsx';
import { Differences } from './Differences.tsx';
import { reviewQuery } from './plan.queries.ts';
import { reviewTexts } from './review.texts.ts';

interface ReviewPanelProps {
  readonly draft: DraftText;
  /** What is looked at is what was saved: with words on their way the page waits for them. */
  readonly isSaved: boolean;
  /** What it would do to the requests that run, which another desk tells. */
  readonly outlook: ReactNode;
  /** What it would have done to requests of a log, for whoever writes it; another desk tells that too. */
  readonly forecast: ReactNode;
}

/** What a draft changes, clause by clause, the checks that stand before it, and the deeds that put it in force. */
export function ReviewPanel({ draft, isSaved, outlook, forecast }: ReviewPanelProps) {
  const texts = useTexts(reviewTexts);
  const review = useQuery({ ...reviewQuery(draft.id), enabled: isSaved });
  const isCurrent = isSaved && review.data?.version === draft.version;
  const whole = isCurrent ? (review.data?.whole ?? undefined) : undefined;
  if (review.error !== null && review.data?.whole == null)
    return <Trouble problem={problemOf(review.error)} onRetry={() => void review.refetch()} />;
  return (
    <div className="plan-review">
      <div className="plan-review-changes">
        <section className="sheet plan-part" aria-label={texts.differences}>
          <h2>{texts.differences}</h2>
          <Differences found={review.data?.whole?.differences} isFirst={review.data?.whole?.isFirst === true} withPaths />
        </section>
        {isSaved && draft.state === 'open' && outlook}
        {isSaved && draft.state === 'open' && draft.may.change && forecast}
      </div>
      <section className="sheet plan-part" aria-label={texts.activation}>
        <h2>{texts.activation}</h2>
        <ActivationChecks review={isCurrent ? review.data : undefined} />
        {review.data?.whole != null && draft.state === 'open' && (
          <ActivationDeeds draft={draft} review={review.data.whole} isCurrent={whole !== undefined && !review.isFetching} />
        )}
      </section>
    </div>
  );
}
