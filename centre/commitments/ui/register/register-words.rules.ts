import type { ClockMark } from '../../clock-view.schema.ts';
import type { Fulfilment, RegisterAnswer } from '../../register/register.schema.ts';
import type { FulfilmentStatus } from '../../register/vocabulary.ts';
import type { RegisterTexts } from './register.texts.ts';

/** The shape and the colours of a status are those of clocks, where clocks have one; null for what is not due. */
export const markOf: Readonly<Record<FulfilmentStatus, ClockMark | null>> = {
  kept: 'kept',
  atRisk: 'warning',
  breached: 'breached',
  waived: 'waived',
  notDue: null,
  notMeasured: 'notStarted',
};

/** A status with what is particular to it: `违约2次，1次待写原因`. */
export function statusWords(row: Fulfilment, texts: RegisterTexts): string {
  switch (row.status) {
    case 'breached': {
      const told = [texts.breachedTimes(row.breached), ...(row.unexplained > 0 ? [texts.unexplained(row.unexplained)] : [])];
      return row.breached === 0 ? texts.statuses.breached : told.join(texts.and);
    }
    case 'atRisk':
      return row.atRisk === 0 ? texts.statuses.atRisk : texts.atRiskNow(row.atRisk);
    case 'waived':
      return row.waived === 0 ? texts.statuses.waived : texts.waivedTimes(row.waived);
    case 'kept':
      return row.refused > 0 ? texts.keptWithRefusals(row.refused) : texts.statuses.kept;
    case 'notDue':
      return row.refused > 0 ? texts.onlyRefused(row.refused) : texts.statuses.notDue;
    case 'notMeasured':
      return texts.statuses.notMeasured;
  }
}

/** The first two numbers of a clause, under which the map gathers: `1.4` for `1.4.4`. */
export function chapterOf(clause: string): string {
  return clause.split('.').slice(0, 2).join('.');
}

/** The share that was kept, `99.6%`; down to a tenth, so that one breach among many never reads as all kept. */
export function shareWords(kept: number, due: number): string {
  const share = Math.floor((kept / due) * 1_000) / 10;
  return `${Number.isInteger(share) ? share.toFixed(0) : share.toFixed(1)}%`;
}

/** What fell due in all, and what of it was kept. */
export function totalOf(trend: RegisterAnswer['trend']): { due: number; kept: number } {
  const due = trend.reduce((sum, month) => sum + month.due, 0);
  return { due, kept: due - trend.reduce((sum, month) => sum + month.breached, 0) };
}
