import type { HistoryEvent, HistoryRow } from './history.schema.ts';

/** The event of a request's stream that holds one row of a history; it belongs to no flow and sets what the row says of kind and severity. */
export const HISTORY_IMPORTED = 'historyImported';

/** What clocks are told by a row of a history. */
export interface ToldRow {
  /** Where the row says another kind or severity than the one before it; the first always does. */
  readonly facts: { readonly kind: string; readonly severity: string | null } | null;
  /** In the order in which they are told: facts come first, what a row says of kind and severity holds for what it says has happened. */
  readonly events: readonly (HistoryEvent & { readonly facts: ToldRow['facts'] })[];
}

/** Each row of a history as clocks hear it: the same for who imports it and for who replays it. */
export function toldClocks(rows: readonly Omit<HistoryRow, 'place'>[]): ToldRow[] {
  let before: Omit<HistoryRow, 'place'> | undefined;
  return rows.map((row) => {
    const { kind, severity, at, means } = row;
    const facts = kind !== before?.kind || severity !== before.severity ? { kind, severity } : null;
    before = row;
    const own = means.map((event) => ({ ...event, facts: null }));
    return { facts, events: facts === null ? own : [{ event: HISTORY_IMPORTED, at, reason: null, facts }, ...own] };
  });
}
