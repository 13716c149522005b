import { instant, type Instant } from '#platform/time/instant.ts';
import { formatDay, parseDay } from '../calendar/civil-date.rules.ts';

const DAY_MS = 86_400_000;

/** A year of a holiday set as something that came at an instant states it. */
export interface NoticedYear {
  readonly set: string;
  readonly year: number;
  readonly source: string | null;
  /** Null where nothing is known of it any more. */
  readonly now: YearDays | null;
  /** What held before; null where nothing did. */
  readonly before: YearDays | null;
  /** The last year of the set that had data before. */
  readonly knownUntil: number | null;
}

/** Dates and ranges of dates, as a notice has them. */
export interface YearDays {
  readonly off: readonly string[];
  readonly makeUp: readonly string[];
}

/** What a notice changes of one date: whether it is off or worked now, or as the weekday has it again. */
export interface NoticedDay {
  readonly date: string;
  readonly is: 'off' | 'worked' | 'weekday';
  readonly was: 'off' | 'worked' | 'weekday';
}

const NO_DAYS: YearDays = { off: [], makeUp: [] };

/** The dates of a year that a notice changes, in order: all that it names where the year had no data. */
export function noticedDays({ now, before }: Pick<NoticedYear, 'now' | 'before'>): NoticedDay[] {
  const [is, was] = [markedDays(now ?? NO_DAYS), markedDays(before ?? NO_DAYS)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .sort()
    .map((date) => ({ date, is: is.get(date) ?? ('weekday' as const), was: was.get(date) ?? ('weekday' as const) }))
    .filter((day) => day.is !== day.was);
}

/**
 * The instant from which notices can move anything: a clock that is due before it is not touched. A day before the first date that changes,
 * since it begins earlier in zones east of Greenwich; where a year had no data, or has none any more, also the end of what was known, for
 * what was provisional or becomes so.
 */
export function reachOfNotices(years: readonly NoticedYear[]): Instant {
  const firsts = years.flatMap((year) => [
    ...firstOfData(year),
    ...noticedDays(year)
      .slice(0, 1)
      .map(({ date }) => date),
  ]);
  const first = firsts.sort()[0];
  return instant(first === undefined ? Number.MAX_SAFE_INTEGER : (parseDay(first) ?? 0) * DAY_MS - DAY_MS);
}

function firstOfData({ year, now, before, knownUntil }: NoticedYear): string[] {
  if (before !== null && now !== null) return [];
  return knownUntil === null ? ['1970-01-02'] : [`${String(Math.min(year, knownUntil + 1)).padStart(4, '0')}-01-01`];
}

function markedDays({ off, makeUp }: YearDays): Map<string, 'off' | 'worked'> {
  return new Map([
    ...off.flatMap(datesIn).map((date) => [date, 'off'] as const),
    ...makeUp.flatMap(datesIn).map((date) => [date, 'worked'] as const),
  ]);
}

function datesIn(range: string): string[] {
  const [first, last] = [range.split('/')[0] ?? '', range.split('/').at(-1) ?? ''].map(parseDay);
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: last - first + 1 }, (_, place) => formatDay(first + place));
}
