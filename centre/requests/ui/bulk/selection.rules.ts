import { BULK_AT_MOST } from '../../bulk/bulk-actions.ts';

/** The rows that are selected, and the one from which a range is drawn. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** One row taken in or left out; a range begins there. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: bounded(next), anchor: id };
}

/** Everything between the anchor and a row is taken in; without an anchor the row alone. */
export function extended({ ids, anchor }: Selection, order: readonly string[], to: string): Selection {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const end = order.indexOf(to);
  if (end === -1) return { ids, anchor };
  const begin = from === -1 ? end : from;
  const range = order.slice(Math.min(begin, end), Math.max(begin, end) + 1);
  return { ids: bounded(new Set([...ids, ...range])), anchor: order[begin] ?? to };
}

export function allOf(order: readonly string[]): Selection {
  return { ids: bounded(new Set(order)), anchor: order[0] ?? null };
}

/** What of a selection is still shown: nothing is done to a row that nobody sees. */
export function shownOf({ ids }: Selection, order: readonly string[]): string[] {
  return order.filter((id) => ids.has(id));
}

function bounded(ids: ReadonlySet<string>): ReadonlySet<string> {
  return ids.size <= BULK_AT_MOST ? ids : new Set([...ids].slice(0, BULK_AT_MOST));
}
