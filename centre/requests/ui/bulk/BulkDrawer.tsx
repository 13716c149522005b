import { useState } from 'react';
import type { Problem } from '#platform/client/problem-details.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import type { BulkVerdict, OfferedAction } from '../../bulk/bulk.schema.ts';
import type { ListedRequest } from '../../request-list.schema.ts';
import { plainToSend } from '../plain-input.rules.ts';
import type { StepInput } from '../step-input.rules.ts';
import type { BatchAtHand } from './BatchProvider.tsx';
import { batchOf, pendingOf, type Batch } from './batch.rules.ts';
import { BulkForm } from './BulkForm.tsx';
import { BulkOutcome } from './BulkOutcome.tsx';
import { BulkPreview } from './BulkPreview.tsx';
import { previewOf } from './bulk.queries.ts';
import { bulkTexts } from './bulk.texts.ts';

interface BulkDrawerProps {
  readonly action: OfferedAction;
  /** As they stood when the drawer was opened: what is previewed does not change under the eyes. */
  readonly rows: readonly ListedRequest[];
  readonly zone: string;
  /** Another batch is not finished: nothing is begun before. */
  readonly waits: boolean;
  /** Whether it was begun. */
  readonly onBegin: (batch: Batch) => boolean;
  readonly onClose: () => void;
}

const EMPTY: StepInput = {};

/** One action on several requests: what it needs, then what it would do to each, then it is carried out. */
export function BulkDrawer({ action, rows, zone, waits, onBegin, onClose }: BulkDrawerProps) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const [input, change, draft] = useDraftFields(`bulk.${action.action}`, EMPTY);
  const [judged, setJudged] = useState<{ input: StepInput; verdicts: readonly BulkVerdict[] } | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const allowed = judged?.verdicts.filter((verdict) => verdict.allowed).length ?? 0;

  const preview = async () => {
    const sent = plainToSend(action.needs, input);
    const answer = await previewOf({ ids: rows.map(({ id }) => id), action: action.action, input: sent });
    setTrouble(answer.ok ? null : answer.problem);
    if (answer.ok) setJudged({ input: sent, verdicts: answer.value.items });
  };
  const begin = () => {
    if (judged === null) return;
    const isBegun = onBegin(
      batchOf({
        action: action.action,
        label: action.label,
        ...judged,
        names: new Map(rows.map(({ id, number, title }) => [id, { id, number, title }])),
        newId: () => crypto.randomUUID(),
      }),
    );
    if (isBegun) change(null);
  };
  return (
    <Drawer
      title={`${say(action.label)} · ${texts.selected(rows.length)}`}
      closeLabel={texts.close}
      onClose={onClose}
      foot={
        judged === null ? undefined : (
          <PreviewFoot count={waits ? 0 : allowed} onCarryOut={begin} onBack={() => setJudged(null)} />
        )
      }
    >
      {trouble !== null && (
        <p className="bulk-trouble" role="alert">
          {say(trouble.detail)}
        </p>
      )}
      {waits && (
        <p className="bulk-trouble" role="alert">
          {texts.waiting(rows.length)}
        </p>
      )}
      {judged ? (
        <BulkPreview action={action} input={judged.input} rows={rows} verdicts={judged.verdicts} />
      ) : (
        <BulkForm action={action} zone={zone} input={input} draft={draft} onChange={change} onPreview={preview} />
      )}
    </Drawer>
  );
}

interface PreviewFootProps {
  /** For so many it can be carried out now. */
  readonly count: number;
  readonly onCarryOut: () => void;
  readonly onBack: () => void;
}

function PreviewFoot({ count, onCarryOut, onBack }: PreviewFootProps) {
  const texts = useTexts(bulkTexts);
  return (
    <>
      {count > 0 && (
        <button type="button" className="button primary" autoFocus onClick={onCarryOut}>
          {texts.carryOut(count)}
        </button>
      )}
      <button type="button" className="button" autoFocus={count === 0} onClick={onBack}>
        {texts.back}
      </button>
    </>
  );
}

/** How a batch goes; closing it stops nothing, and what is left to do stays below the list. */
export function BatchDrawer({ at, onUndo, onClose }: { at: BatchAtHand; onUndo: (() => void) | undefined; onClose: () => void }) {
  const texts = useTexts(bulkTexts);
  const say = useSay();
  const { batch, running } = at;
  if (batch === null) return null;
  const isCutOff = !running && pendingOf(batch).length > 0;
  return (
    <Drawer
      title={say(batch.label)}
      closeLabel={texts.close}
      onClose={onClose}
      foot={
        running ? undefined : (
          <>
            {isCutOff && (
              <button type="button" className="button primary" onClick={() => at.run(batch)}>
                {texts.goOn}
              </button>
            )}
            {!isCutOff && onUndo !== undefined && (
              <button type="button" className="button" onClick={onUndo}>
                {texts.undo}
              </button>
            )}
            <button type="button" className="button" autoFocus onClick={onClose}>
              {texts.close}
            </button>
          </>
        )
      }
    >
      <BulkOutcome at={at} />
    </Drawer>
  );
}
