/** A year's notice of holidays, as a file in the format of the public collection holiday-cn states it, read and checked. */
import { z } from 'zod';
import { holidayTextsEn } from './holiday-notice.texts.en.ts';
import { holidayTextsZh } from './holiday-notice.texts.zh.ts';
import { dateValue } from './values.schema.ts';

/** A year as the holiday table holds it. */
export interface NoticeYear {
  year: number;
  /** Dates and ranges `2026-10-01/2026-10-07`. */
  off: string[];
  makeUp: string[];
  /** Where the notice was published. */
  source: string | null;
  publishedOn: string | null;
}

export interface NoticeFault {
  zh: string;
  en: string;
}

/** Other keys of the collection (`$schema`, names of the feasts) say nothing about hours. */
const fileSchema = z.object({
  year: z.int().min(1900).max(9999),
  papers: z.array(z.string().max(2000)).max(20).default([]),
  publishedOn: dateValue.optional(),
  days: z.array(z.object({ date: dateValue, isOffDay: z.boolean() })).max(800),
});

/** The notice of a file's text, or everything that keeps it from being one. */
export function readNotice(text: string): { notice: NoticeYear } | { faults: NoticeFault[] } {
  const json = parsed(text);
  if (json === undefined) return { faults: [fault('noJson')] };
  const read = fileSchema.safeParse(json);
  if (!read.success)
    return { faults: read.error.issues.slice(0, 20).map(({ path }) => fault('wrongShape', { at: path.join('.') })) };
  const { year, days, papers, publishedOn } = read.data;
  const faults = dayFaults(year, days);
  if (faults.length > 0) return { faults };
  // That a weekday is worked says what holds anyway (2020-02-03): only a weekend day that is worked is a make-up day.
  const dates = (isOff: boolean) =>
    days.flatMap(({ date, isOffDay }) => (isOffDay === isOff && (isOff || isWeekend(date)) ? [date] : [])).sort();
  const source = papers.length === 0 ? null : papers.join(' ');
  return {
    notice: { year, off: asRanges(dates(true)), makeUp: dates(false), source, publishedOn: publishedOn ?? null },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

type Code = keyof typeof holidayTextsEn;

function fault(code: Code, details: Readonly<Record<string, string>> = {}): NoticeFault {
  const fill = (words: string) => words.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? '');
  return { zh: fill(holidayTextsZh[code]), en: fill(holidayTextsEn[code]) };
}

/** A notice reaches a few days into the year before. */
function dayFaults(year: number, days: readonly { date: string }[]): NoticeFault[] {
  if (days.length === 0) return [fault('notAnnounced', { year: String(year) })];
  const seen = new Set<string>();
  return days.flatMap(({ date }) => {
    const twice = seen.has(date);
    seen.add(date);
    if (twice) return [fault('dateTwice', { date })];
    const isNear = date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);
    return isNear ? [] : [fault('otherYear', { date, year: String(year) })];
  });
}

const DAY_MS = 86_400_000;
const startOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(startOf(date)).getUTCDay());
}

/** Dates that follow one another as one range. */
export function asRanges(dates: readonly string[]): string[] {
  const runs: { first: string; last: string }[] = [];
  for (const date of dates) {
    const run = runs.at(-1);
    if (run !== undefined && startOf(date) - startOf(run.last) === DAY_MS) run.last = date;
    else runs.push({ first: date, last: date });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first}/${last}`));
}
