import { CommitmentId } from '#centre/commitments/ui/CommitmentIds.tsx';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import type { BatchAtHand } from './BatchProvider.tsx';
import { countsOf, type BatchRow } from './batch.rules.ts';
import { RowHead } from './BulkPreview.tsx';
import { bulkTexts } from './bulk.texts.ts';

/** How a batch goes and how each of its rows ended. */
export function BulkOutcome({ at }: { at: BatchAtHand }) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const { batch, running, trouble } = at;
  if (batch === null) return null;
  const { done, refused, pending } = countsOf(batch);
  const all = batch.rows.length;
  const told = running ? texts.running(all - pending, all) : texts.ended(say(batch.label), done, refused);
  return (
    <div className="bulk-rows">
      <p role="status">{pending > 0 && !running ? texts.cutOff(pending) : told}</p>
      {pending > 0 && <progress max={all} value={all - pending} aria-label={say(batch.label)} />}
      {trouble !== null && !running && <p role="alert">{say(trouble.detail)}</p>}
      <ul>
        {batch.rows.map((row) => (
          <li key={row.id}>
            <RowHead row={row} />
            <Ended row={row} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Ended({ row }: { row: BatchRow }) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  if (row.ended === null) return <span className="small muted">{texts.open}</span>;
  if (row.ended.done)
    return (
      <span className="small bulk-why done">
        <Icon name="check" small />
        <span>{texts.done}</span>
      </span>
    );
  return (
    <span className="small bulk-why">
      <Icon name="lock" small />
      <span>
        {texts.refusedBecause(say(row.ended.reason))}{' '}
        {row.ended.commitments.map((id) => (
          <CommitmentId key={id} id={id} />
        ))}
      </span>
    </span>
  );
}
