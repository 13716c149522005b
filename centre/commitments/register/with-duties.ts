import type { Figures, MonthFigure } from './figures.store.ts';

/** What was counted of requests, with what duties say: a commitment's month is one figure, whatever it was counted from. */
export function withDuties(figures: Figures, duties: Pick<Figures, 'months' | 'atRisk'>): Figures {
  const months = new Map(figures.months.map((month) => [keyOf(month), month]));
  for (const month of duties.months) {
    const known = months.get(keyOf(month));
    months.set(keyOf(month), known === undefined ? month : sumOf(known, month));
  }
  const atRisk = new Map(figures.atRisk);
  for (const [commitment, count] of duties.atRisk) atRisk.set(commitment, (atRisk.get(commitment) ?? 0) + count);
  return { ...figures, months: [...months.values()], atRisk };
}

function keyOf({ commitment, month }: MonthFigure): string {
  return `${commitment} ${month}`;
}

function sumOf(one: MonthFigure, other: MonthFigure): MonthFigure {
  const last = other.lastAt > one.lastAt && other.lastEventId !== null ? other : one;
  return {
    ...one,
    kept: one.kept + other.kept,
    breached: one.breached + other.breached,
    explained: one.explained + other.explained,
    lastAt: last.lastAt,
    lastEventId: last.lastEventId,
  };
}
