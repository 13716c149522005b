import type { FieldValue } from '#platform/form/definition.schema.ts';
import { isFilled } from '#platform/form/missing.rules.ts';
import type { RecordView } from '../records.schema.ts';

/** A cell being written: what it says so far, and what stood there when the writing began. Empty where nothing did. */
export interface WrittenCell {
  readonly written: FieldValue;
  readonly from: FieldValue;
}
export type RecordDraft = Readonly<Record<string, WrittenCell>>;

/**
 * What may become of a written cell: `open` it can be saved; `changed` somebody else wrote there meanwhile, and whose word stands
 * the writer says; `closed` nobody may write there any more, or not this person.
 */
export type Standing = 'open' | 'changed' | 'closed';

type Seen = Pick<RecordView, 'values' | 'open'>;

export interface DraftCell extends WrittenCell {
  readonly field: string;
  /** What stands there now. */
  readonly theirs: FieldValue;
  readonly standing: Standing;
}

/** The draft as this device kept it, read without trust. */
export function draftFrom(kept: Readonly<Record<string, unknown>>): RecordDraft {
  return Object.fromEntries(
    Object.entries(kept).filter(
      (entry): entry is [string, WrittenCell] =>
        typeof entry[1] === 'object' && entry[1] !== null && 'written' in entry[1] && 'from' in entry[1],
    ),
  );
}

export function valueAt({ values }: Pick<RecordView, 'values'>, field: string): FieldValue {
  return (values[field] as FieldValue | undefined) ?? '';
}

/** An empty cell and an absent one say the same. */
export function saysTheSame(one: FieldValue, other: FieldValue): boolean {
  return isFilled(one) || isFilled(other) ? JSON.stringify(one) === JSON.stringify(other) : true;
}

/** A cell as it is kept after a stroke of the key; undefined where it says again what stood there. */
export function cellWritten(draft: RecordDraft, record: Seen, change: Change): WrittenCell | undefined {
  const from = draft[change.field]?.from ?? valueAt(record, change.field);
  const written = change.value ?? '';
  return saysTheSame(written, from) ? undefined : { written, from };
}

interface Change {
  readonly field: string;
  readonly value: FieldValue | undefined;
}

/** The cells of a draft beside the record as it stands now, without those that say what stands there already. */
export function cellsOf(draft: RecordDraft, record: Seen): readonly DraftCell[] {
  return Object.entries(draft).flatMap(([field, cell]): DraftCell[] => {
    const theirs = valueAt(record, field);
    if (saysTheSame(cell.written, theirs)) return [];
    const standing = !record.open.includes(field) ? 'closed' : saysTheSame(cell.from, theirs) ? 'open' : 'changed';
    return [{ ...cell, field, theirs, standing }];
  });
}

/** What a save sends; null while the writer has still to say whose word stands. */
export function valuesToSave(draft: RecordDraft, record: Seen): Readonly<Record<string, FieldValue>> | null {
  const cells = cellsOf(draft, record);
  if (cells.some(({ standing }) => standing === 'changed')) return null;
  return Object.fromEntries(cells.filter(({ standing }) => standing === 'open').map(({ field, written }) => [field, written]));
}

/** The draft after a save: what was typed while it went out is kept, written from what was saved. */
export function keptAfterSave(
  draft: RecordDraft,
  saved: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, WrittenCell | undefined>> {
  return Object.fromEntries(
    Object.entries(saved).map(([field, value]) => {
      const cell = draft[field];
      return [field, cell === undefined || saysTheSame(cell.written, value) ? undefined : { ...cell, from: value }];
    }),
  );
}

/** The cells of the sheet as the writer sees them: what cannot be saved any more does not cover what stands there. */
export function shownValues(draft: RecordDraft, record: Seen): Readonly<Record<string, FieldValue>> {
  const cells = cellsOf(draft, record).filter(({ standing }) => standing !== 'closed');
  return {
    ...(record.values as Readonly<Record<string, FieldValue>>),
    ...Object.fromEntries(cells.map(({ field, written }) => [field, written])),
  };
}
