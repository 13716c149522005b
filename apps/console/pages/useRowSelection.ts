import { useMemo, useState } from 'react';
import { allOf, extended, NOTHING_SELECTED, shownOf, toggled } from '#centre/requests/ui/bulk/selection.rules.ts';

/** The row that keys move, and the rows that are selected for an action on all of them. */
export function useRowSelection<Row extends { readonly id: string }>(rows: readonly Row[]) {
  const [cursorId, setCursorId] = useState<string | null>(null);
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const order = useMemo(() => rows.map(({ id }) => id), [rows]);
  const index = cursorId === null ? -1 : order.indexOf(cursorId);
  const picked = useMemo(() => shownOf(selection, order), [selection, order]);

  const stepped = (step: number): string | null =>
    order[Math.min(order.length - 1, Math.max(0, index === -1 ? 0 : index + step))] ?? null;
  const move = (step: number) => setCursorId(stepped(step));
  const pick = (id: string, isRange: boolean) => {
    setCursorId(id);
    setSelection(isRange ? extended(selection, order, id) : toggled(selection, id));
  };
  const stretch = (step: number) => {
    const to = stepped(step);
    if (to === null) return;
    const begun = picked.length > 0 || cursorId === null ? selection : { ...NOTHING_SELECTED, anchor: cursorId };
    setCursorId(to);
    setSelection(extended(begun, order, to));
  };
  return {
    index,
    cursor: rows[index],
    picked,
    setCursorId,
    move,
    pick,
    /** As the keyboard has it: `x`, `shift+x`, `shift+j`, `shift+k`, `ctrl+a`, `Escape`. */
    keys: {
      x: () => cursorId !== null && pick(cursorId, false),
      'shift+x': () => cursorId !== null && pick(cursorId, true),
      'shift+j': () => stretch(1),
      'shift+k': () => stretch(-1),
      'ctrl+a': () => setSelection(allOf(order)),
      Escape: () => setSelection(NOTHING_SELECTED),
    },
    clear: () => setSelection(NOTHING_SELECTED),
  };
}
