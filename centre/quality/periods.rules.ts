import type { ObjectivePeriod } from './vocabulary.ts';

const MONTHS: Readonly<Record<ObjectivePeriod, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** A period of whole months. */
export interface NamedPeriod {
  /** `2026-11`, `2026Q4`, `2026H2` or `2026`. */
  readonly name: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** First day after it. */
  readonly to: string;
}

/** The period of a kind in which a local date lies, or the one so many before it. */
export function periodOf(kind: ObjectivePeriod, day: string, before = 0): NamedPeriod {
  const length = MONTHS[kind];
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const first = (Math.floor(month / length) - before) * length;
  return { name: nameOf(kind, first), from: dayOf(first), to: dayOf(first + length) };
}

/** The last periods of a kind up to the one of a date, the oldest first. */
export function periodsUpTo(kind: ObjectivePeriod, day: string, count: number): NamedPeriod[] {
  return Array.from({ length: count }, (_, place) => periodOf(kind, day, count - 1 - place));
}

/** The last day of a named period; null where the name is none. */
export function lastDayOf(name: string): string | null {
  const [, year, part, month] = /^([12]\d{3})(?:(Q[1-4]|H[12])|-(0[1-9]|1[0-2]))?$/.exec(name) ?? [];
  if (year === undefined) return null;
  const ends = part === undefined ? Number(month ?? 12) : Number(part.slice(1)) * (part.startsWith('Q') ? 3 : 6);
  const first = dayOf(Number(year) * 12 + ends - 1);
  return `${first.slice(0, 8)}${daysIn(Number(year), ends)}`;
}

/** The months of a period as their first days. */
export function monthsIn({ from, to }: Pick<NamedPeriod, 'from' | 'to'>): string[] {
  const months: string[] = [];
  for (let month = from; month < to; month = periodOf('month', month, -1).from) months.push(month);
  return months;
}

function nameOf(kind: ObjectivePeriod, first: number): string {
  const year = String(Math.floor(first / 12)).padStart(4, '0');
  const place = first % 12;
  switch (kind) {
    case 'month':
      return `${year}-${String(place + 1).padStart(2, '0')}`;
    case 'quarter':
      return `${year}Q${place / 3 + 1}`;
    case 'halfYear':
      return `${year}H${place / 6 + 1}`;
    case 'year':
      return year;
  }
}

function dayOf(months: number): string {
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
