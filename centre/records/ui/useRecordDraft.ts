import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Answer } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import type { FieldValue } from '#platform/form/definition.schema.ts';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import type { RecordView } from '../records.schema.ts';
import {
  cellsOf,
  cellWritten,
  draftFrom,
  keptAfterSave,
  shownValues,
  valueAt,
  valuesToSave,
  type DraftCell,
} from './record-draft.rules.ts';
import { fillStep } from './record-view.rules.ts';
import { recordQuery } from './records.queries.ts';

/** How a page sends a command. */
export type Send = (path: string, body: Readonly<Record<string, unknown>>) => Promise<Answer<unknown>>;

/** The cells of a record that a person is writing, kept on the device until they are saved. */
export interface RecordWriting {
  /** Those that differ from what stands there, in the order they were begun. */
  readonly cells: readonly DraftCell[];
  /** All cells as the writer sees them. */
  readonly values: Values;
  readonly saving: boolean;
  /** How often a save waited for the writer to say whose word stands. */
  readonly heldUp: number;
  /** Why the last save was refused. */
  readonly problem: Problem | null;
  readonly write: (field: string, value: FieldValue | undefined) => void;
  /** Of a cell that somebody else wrote meanwhile: what the writer wrote stands. */
  readonly keepMine: (field: string) => void;
  /** What somebody else wrote stands; or the cell is closed and what was written for it goes. */
  readonly takeTheirs: (field: string) => void;
  /** Forgets all that is not saved. */
  readonly discard: () => void;
  /** Whether nothing stands in the way of signing: all is saved that can be. */
  readonly save: () => Promise<boolean>;
}

type Values = Readonly<Record<string, FieldValue>>;

const nothing = {};

/** Keeps what is written on a record, and saves it over nothing that the writer has not seen. `renew` reads the record anew. */
export function useRecordDraft(record: RecordView, send: Send, renew: () => Promise<unknown>): RecordWriting {
  const client = useQueryClient();
  const [kept, keep] = useDraftFields(`record.${record.id}`, nothing);
  const draft = draftFrom(kept);
  // A save takes a while, and somebody may go on typing: what it ends with is asked of the draft as it is then.
  const latest = useRef(kept);
  useLayoutEffect(() => {
    latest.current = kept;
  }, [kept]);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [heldUp, setHeldUp] = useState(0);

  /**
   * Sends what may be sent. What changed elsewhere on the record moves its version on and is in nobody's way, so it goes out once more.
   * Gives what was saved; null where something is in the way.
   */
  const attempt = async (seen: RecordView, again: boolean): Promise<Values | null> => {
    const values = valuesToSave(draftFrom(latest.current), seen);
    const fill = fillStep(seen);
    if (values === null) {
      setHeldUp((before) => before + 1);
      return null;
    }
    if (fill === undefined || Object.keys(values).length === 0) return nothing;
    const answer = await send(fill.path, { values, version: fill.version });
    if (answer.ok) return values;
    const fresh =
      again && answer.problem.code === 'changedMeanwhile'
        ? await client.fetchQuery({ ...recordQuery(record.id), staleTime: 0 }).catch(() => undefined)
        : undefined;
    if (fresh !== undefined) return attempt(fresh, false);
    setProblem(answer.problem);
    return null;
  };

  return {
    cells: cellsOf(draft, record),
    values: shownValues(draft, record),
    saving,
    heldUp,
    problem,
    write: (field, value) => keep({ [field]: cellWritten(draft, record, { field, value }) }),
    keepMine: (field) => {
      const cell = draft[field];
      if (cell !== undefined) keep({ [field]: { ...cell, from: valueAt(record, field) } });
    },
    takeTheirs: (field) => keep({ [field]: undefined }),
    discard: () => {
      setProblem(null);
      keep(null);
    },
    save: async () => {
      if (saving) return false;
      setSaving(true);
      setProblem(null);
      const saved = await attempt(record, true);
      // Read anew before the draft goes, so that no cell shows for a moment what stood there before.
      await renew();
      if (saved !== null) keep(keptAfterSave(draftFrom(latest.current), saved));
      setSaving(false);
      return saved !== null;
    },
  };
}
