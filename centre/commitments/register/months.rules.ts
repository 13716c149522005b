import type { Period } from './vocabulary.ts';

const MONTHS: Readonly<Record<Exclude<Period, 'all'>, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };
/** Months of a trend where all are asked for. */
const SHOWN_OF_ALL = 12;

/** The months of a period as their first days, the present one last. `today` is a local date, `YYYY-MM-DD`. */
export function monthsOf(period: Period, today: string): string[] {
  const months = period === 'all' ? SHOWN_OF_ALL : MONTHS[period];
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return Array.from({ length: months }, (_, place) => firstDay(year * 12 + month - months + place));
}

/** By months since the year 0, January of it being 0. */
function firstDay(months: number): string {
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
