import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { OfferedButton } from '#platform/ui/palette/OfferedButton.tsx';
import type { DraftReview, DraftText } from '../drafts/plan-drafts.schema.ts';
import { AttestForm } from './AttestForm.tsx';
import { reviewTexts } from './review.texts.ts';
import type { ReviewTexts } from './review.texts.zh.ts';
import { useDraftDeed } from './useDraftDeed.ts';

interface ActivationDeedsProps {
  readonly draft: DraftText;
  readonly review: DraftReview;
  /** The review is of the draft as it stands. */
  readonly isCurrent: boolean;
}

/** What is left to do: the customer's word where it is needed, then activation by somebody who did not write. */
export function ActivationDeeds({ draft, review, isCurrent }: ActivationDeedsProps) {
  const texts = useTexts(reviewTexts);
  const { act, trouble, setTrouble } = useDraftDeed(draft.id);
  const { version } = draft;
  const needsCustomer = (review.differences ?? [])
    .flatMap(({ differences }) => differences)
    .some(({ isWeaker, wasAssumed }) => isWeaker && !wasAssumed);
  const isStopped = review.reading.length > 0 || review.checks.some(({ state }) => state === 'failed');
  const mayAttest = draft.may.change || draft.may.activate;
  return (
    <div className="plan-deeds">
      {review.differences !== null && (
        <>
          <h3>{texts.approvals}</h3>
          <p>{approvalWords(review, needsCustomer, texts)}</p>
        </>
      )}
      {review.approval === null && review.differences !== null && mayAttest && (
        <div className="plan-acts">
          <OfferedButton
            offer="plan.offer"
            label={draft.offered ? texts.isOffered : texts.offer}
            className="button"
            disabled={draft.offered || !isCurrent}
            onClick={() => void act('offer', { version })}
          />
          <span className="small muted">{texts.offerAbout}</span>
        </div>
      )}
      {review.approval === null && needsCustomer && mayAttest && (
        <AttestForm
          representatives={review.representatives}
          onAttest={(word) => act('attest', { version, ...word })}
          onTrouble={setTrouble}
        />
      )}
      <h3>{texts.activate}</h3>
      {draft.may.activate ? (
        <div className="plan-acts">
          <OfferedButton
            offer="plan.activate"
            label={texts.activateNow}
            className="button primary"
            disabled={isStopped || !isCurrent}
            onClick={() => void act('activate', { version })}
          />
          {isStopped && <span className="small muted">{texts.stopped}</span>}
        </div>
      ) : (
        <p className="muted">{texts.mayNotActivate}</p>
      )}
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function approvalWords({ approval }: DraftReview, needsCustomer: boolean, texts: ReviewTexts): string {
  if (approval === null) return needsCustomer ? texts.customerNeeded : texts.customerNotNeeded;
  return (approval.here ? texts.approvedHere : texts.approvedInWriting)(approval.by, approval.approvedOn);
}
