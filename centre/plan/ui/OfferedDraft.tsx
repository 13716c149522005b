import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { Differences } from './Differences.tsx';
import { offeredDraftQuery, offeredReviewQuery } from './plan.queries.ts';
import { PlanDocument } from './PlanDocument.tsx';
import { reviewTexts } from './review.texts.ts';
import { useDraftDeed } from './useDraftDeed.ts';
import './plan.css';

interface OfferedDraftProps {
  readonly id: string;
  /** So many answers the list has had that names it. */
  readonly listed: number;
}

/** A draft that was offered to the customer: what changes, the whole of it, and the representative's word. */
export function OfferedDraft({ id, listed }: OfferedDraftProps) {
  const texts = useTexts(reviewTexts);
  const draft = useQuery(offeredDraftQuery(id, listed));
  const review = useQuery(offeredReviewQuery(id, listed));
  const [isOpen, setOpen] = useState(false);
  const failed = draft.error ?? review.error;
  const isKnown = draft.data !== undefined && review.data?.whole != null;
  if (failed !== null && !isKnown)
    return <Trouble problem={problemOf(failed)} onRetry={() => void Promise.all([draft.refetch(), review.refetch()])} />;
  const approval = review.data?.approval ?? null;
  return (
    <section className="sheet plan-part" aria-label={texts.offered}>
      <h2>{texts.offered}</h2>
      <p className="supporting">{texts.offeredAbout}</p>
      <Differences found={review.data?.whole?.differences} isFirst={review.data?.whole?.isFirst === true} />
      {approval !== null && <p>{texts.approvedHere(approval.by, approval.approvedOn)}</p>}
      {approval === null && draft.data?.may.approve === true && <Approve id={id} version={draft.data.version} />}
      {approval === null && draft.data?.may.approve === false && <p className="muted">{texts.representativeOnly}</p>}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{texts.whole}</summary>
        {isOpen && <PlanDocument address={`/api/plan-drafts/${id}`} listed={listed} />}
      </details>
    </section>
  );
}

/** Two presses: what was approved is on record. */
function Approve({ id, version }: { readonly id: string; readonly version: number }) {
  const texts = useTexts(reviewTexts);
  const [isAsked, setAsked] = useState(false);
  const { act, trouble } = useDraftDeed(id);
  const approve = async () => {
    await act('approve', { version });
    setAsked(false);
  };
  return (
    <div className="plan-acts">
      <button type="button" className="button primary thumb" onClick={() => (isAsked ? void approve() : setAsked(true))}>
        {isAsked ? texts.approveSure : texts.approveNow}
      </button>
      <span className="small muted">{texts.approveAbout}</span>
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
