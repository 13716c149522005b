import { compileCalendar } from './calendar/calendar.rules.ts';
import { WEEKDAYS, type CalendarDefinition, type Opening, type Weekday } from './calendar/calendar.schema.ts';
import { civilOf, formatDay, parseDay, weekdayOf } from './calendar/civil-date.rules.ts';
import type { Rollover } from './clock/clock.schema.ts';
import { ClockFault } from './clock/clock.errors.ts';
import type { Calendars } from './clock/terms.rules.ts';
import type { PlanCalendar, PlanClocks } from './subject-clocks.schema.ts';

/** The calendars of a plan, ready for counting, and what a limit on one of them means without more words. */
export interface PlanCalendars {
  readonly calendars: Calendars;
  /** Calendars of kind `calendarDays`, by name, with their rollover. */
  readonly dayCalendars: ReadonlyMap<string, Rollover>;
}

/** A year's notice as a holiday set holds it. */
interface HolidayYear {
  readonly off: readonly string[];
  readonly makeUp: readonly string[];
}

const RANGE = /^(\d{1,3}:\d{2})-(\d{1,3}:\d{2})$/;
/** What a calendar with an empty holiday set knows of: nothing, so that every due time is provisional. */
const NO_DATA = '0001-01-01';

/** Compiles every calendar of a plan. Throws `ClockFault` where one cannot be read. */
export function planCalendars(plan: PlanClocks): PlanCalendars {
  const calendars = new Map<string, ReturnType<typeof compileCalendar>>();
  const dayCalendars = new Map<string, Rollover>();
  for (const [name, calendar] of Object.entries(plan.calendars)) {
    calendars.set(name, compileCalendar(name, calendarDefinition(plan, name)));
    if (calendar.kind === 'calendarDays') dayCalendars.set(name, calendar.rollover ?? 'none');
  }
  return { calendars, dayCalendars };
}

/** A plan's calendar as the engine reads it (clock-rules.md, "From a plan to clocks"). */
export function calendarDefinition(plan: PlanClocks, name: string): CalendarDefinition {
  const calendar = plan.calendars[name];
  if (calendar === undefined) throw new ClockFault('unknownCalendar', name);
  const timezone = calendar.timezone ?? plan.plan.timezone;
  if (calendar.kind === 'weekly') return weeklyDefinition(plan, calendar, timezone);
  if (calendar.kind === 'calendarDays') {
    const workingDays = workingDaysOf(plan, calendar);
    if (workingDays !== undefined) return { ...calendarDefinition(plan, workingDays), timezone };
  }
  return { timezone, always: true };
}

/** Only a rollover asks for working days; where it does not say whose, a plan's one weekly calendar is meant. */
function workingDaysOf(plan: PlanClocks, calendar: PlanCalendar): string | undefined {
  if (calendar.workingDaysOf !== undefined)
    return plan.calendars[calendar.workingDaysOf]?.kind === 'calendarDays' ? undefined : calendar.workingDaysOf;
  if (calendar.rollover !== 'nextWorkingDay') return undefined;
  const weekly = Object.keys(plan.calendars).filter((name) => plan.calendars[name]?.kind === 'weekly');
  return weekly.length === 1 ? weekly[0] : undefined;
}

function weeklyDefinition(plan: PlanClocks, calendar: PlanCalendar, timezone: string): CalendarDefinition {
  const breaks = rangesOf(calendar.lunchBreak ?? []);
  const hoursOf = (day: string): Opening[] => without(rangesOf(calendar.hours?.[day] ?? []), breaks);
  const weekly: Partial<Record<Weekday, Opening[]>> = {};
  for (const day of WEEKDAYS) weekly[day] = hoursOf(day);
  const makeUpHours = hoursOf(calendar.makeUpHoursOf ?? 'mon');
  const years = calendar.holidays == null ? undefined : holidayYears(plan, calendar.holidays);
  const noticed = years === undefined ? {} : noticedDates(years, calendar.makeUpWorkdays === 'closed' ? [] : makeUpHours);
  const dates = { ...noticed, ...ownDates(calendar, weekly, makeUpHours) };
  return { timezone, weekly, dates, ...(years === undefined ? {} : { holidayDataUntil: lastDayOf(years) }) };
}

/** Days off and make-up days of the published notices. */
function noticedDates(years: ReadonlyMap<number, HolidayYear>, makeUpHours: Opening[]): Record<string, Opening[]> {
  const dates: Record<string, Opening[]> = {};
  for (const { off, makeUp } of years.values()) {
    for (const day of off.flatMap(daysOf)) dates[day] = [];
    for (const day of makeUp.flatMap(daysOf)) dates[day] = makeUpHours;
  }
  return dates;
}

/** The plan's own days, above any notice: a day put on has its weekday's hours, or those of a make-up day; a day with hours has these. */
function ownDates(
  calendar: PlanCalendar,
  weekly: Partial<Record<Weekday, Opening[]>>,
  makeUpHours: Opening[],
): Record<string, Opening[]> {
  const dates: Record<string, Opening[]> = {};
  for (const day of (calendar.extraOff ?? []).flatMap(daysOf)) dates[day] = [];
  for (const day of (calendar.extraOn ?? []).flatMap(daysOf)) {
    const own = weekly[WEEKDAYS[weekdayOf(parseDay(day) ?? 0)] ?? 'mon'] ?? [];
    dates[day] = own.length > 0 ? own : makeUpHours;
  }
  for (const [day, hours] of Object.entries(calendar.dates ?? {})) dates[day] = rangesOf(hours);
  return dates;
}

function holidayYears(plan: PlanClocks, set: string): Map<number, HolidayYear> {
  const years = new Map<number, HolidayYear>();
  for (const [key, value] of Object.entries(plan.holidaySets?.[set] ?? {})) {
    if (!/^\d{4}$/.test(key) || typeof value !== 'object' || value === null) continue;
    const { off, makeUp } = value as Partial<HolidayYear>;
    years.set(Number(key), { off: off ?? [], makeUp: makeUp ?? [] });
  }
  return years;
}

function lastDayOf(years: ReadonlyMap<number, HolidayYear>): string {
  return years.size === 0 ? NO_DATA : `${String(Math.max(...years.keys())).padStart(4, '0')}-12-31`;
}

/** The dates of `2026-10-01/2026-10-07`, or the one date. */
function daysOf(range: string): string[] {
  const [first, last] = [range.split('/')[0] ?? '', range.split('/').at(-1) ?? ''].map(parseDay);
  if (first === undefined || last === undefined || last < first) throw new ClockFault('invalidTimestamp', range);
  // A notice covers a year at most; a longer range is a slip of the pen that would fill the memory.
  if (civilOf(last).year - civilOf(first).year > 1) throw new ClockFault('invalidTimestamp', range);
  return Array.from({ length: last - first + 1 }, (_, i) => formatDay(first + i));
}

function rangesOf(written: string | readonly string[]): Opening[] {
  return (typeof written === 'string' ? [written] : written).map((range) => {
    const parts = RANGE.exec(range);
    if (parts === null) throw new ClockFault('invalidInterval', range);
    return [padded(parts[1] ?? ''), padded(parts[2] ?? '')];
  });
}

function padded(time: string): string {
  return time.padStart(5, '0');
}

/** Hours less the breaks; `HH:MM` of one length compare as text. */
function without(hours: readonly Opening[], breaks: readonly Opening[]): Opening[] {
  return breaks.reduce<Opening[]>(
    (open, [begins, ends]) =>
      open.flatMap(([from, to]): Opening[] => {
        if (ends <= from || begins >= to) return [[from, to]];
        const morning: Opening[] = from < begins ? [[from, begins]] : [];
        return ends < to ? [...morning, [ends, to]] : morning;
      }),
    [...hours],
  );
}
