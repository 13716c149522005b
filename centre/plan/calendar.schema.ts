/** Calendars and holiday sets. A calendar's kind decides how a limit on it is counted (clock-rules.md, "From a plan to clocks"). */
import { z } from 'zod';
import { cited, dateRange, dateValue, hoursRange, name, oneOf, text, timeOfDay, timezone } from './values.schema.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const oneOrMoreRanges = z.union([hoursRange.transform((range) => [range]), z.array(hoursRange)]);

const always = z.strictObject({ kind: z.literal('always'), timezone: timezone.optional(), ...cited });

const weekly = z.strictObject({
  kind: z.literal('weekly'),
  timezone: timezone.optional(),
  hours: z.partialRecord(oneOf('weekday', WEEKDAYS), oneOrMoreRanges),
  /** Cut out of every day's hours; none by default. Normalised to a list. */
  lunchBreak: z.union([z.null().transform((): string[] => []), oneOrMoreRanges]).default([]),
  holidays: name.nullish(),
  /** A weekend day that is worked (调休): open unless the plan says closed. */
  makeUpWorkdays: oneOf('makeUpWorkdays', ['open', 'closed']).default('open'),
  /** Whose hours a make-up day has; Monday's by default. */
  makeUpHoursOf: oneOf('weekday', WEEKDAYS).optional(),
  /** Hours of single local dates instead of the weekday's, before any notice: a half day, or `[]` for closed (R2). */
  dates: z.record(dateValue, z.array(hoursRange)).optional(),
  extraOff: z.array(dateRange).default([]),
  extraOn: z.array(dateRange).default([]),
  ...cited,
});

const calendarDays = z.strictObject({
  kind: z.literal('calendarDays'),
  timezone: timezone.optional(),
  dayEndsAt: timeOfDay.optional(),
  startDayCounts: z.boolean().optional(),
  rollover: oneOf('rollover', ['none', 'nextWorkingDay']).default('none'),
  /** Calendar that says which day is a working day, for `rollover: nextWorkingDay`. */
  workingDaysOf: name.optional(),
  ...cited,
});

export const calendarSchema = z.discriminatedUnion('kind', [always, weekly, calendarDays]);

export const holidayYearSchema = z.strictObject({
  off: z.array(dateRange).default([]),
  makeUp: z.array(dateValue).default([]),
  publishedOn: dateValue.optional(),
  publication: text.optional(),
});

const yearMissing = z.strictObject({
  /** Month and day (`11-15`) of the year before from which a missing year is warned of. */
  warnFrom: z.stringFormat('monthDay', /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/),
  treatAs: oneOf('treatAs', ['weekdaysOnly']),
  showProvisional: z.boolean().optional(),
});

/** Years by their number (`"2026"`), and what holds for a year without data. Read with `holidayYears`. */
export const holidaySetSchema = z.object({ yearMissing: yearMissing.optional() }).catchall(holidayYearSchema);

export type Calendar = z.infer<typeof calendarSchema>;
export type HolidayYear = z.infer<typeof holidayYearSchema>;
/** Years that are known beside a plan's own, by the name of the set: of a provider's table, or those that the product ships. */
export type HolidayTable = Readonly<Record<string, readonly TableYear[]>>;
export interface TableYear {
  readonly year: number;
  /** Dates of weekend days that are worked. */
  readonly makeUp: readonly string[];
}
