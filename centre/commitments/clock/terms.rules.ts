import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { endOfDay, type CompiledCalendar } from '../calendar/calendar.rules.ts';
import { addMonths, LAST_DAY } from '../calendar/civil-date.rules.ts';
import { openTimeBetween } from '../calendar/open-time.rules.ts';
import { closingFrom, closingOf, closingOfWorkingDayAfter } from '../calendar/working-days.rules.ts';
import { ClockFault } from './clock.errors.ts';
import type { ClockDefinition, DayUnit, GivenLimit, Rollover, TermsChange } from './clock.schema.ts';
import { parseDuration, type Duration } from './duration.rules.ts';

export type Calendars = ReadonlyMap<string, CompiledCalendar>;

/** What a clock promises at the moment: limit, unit, calendar, rollover (R9 calls them terms). */
export interface Terms {
  readonly limit: string | GivenLimit;
  readonly duration: Duration;
  readonly given: Instant | undefined;
  readonly unit: DayUnit | undefined;
  readonly calendar: CompiledCalendar;
  readonly rollover: Rollover;
}

const DAY = 86_400_000;
const NO_DURATION: Duration = { months: 0, days: 0, timeMs: 0 };

/** Finds a calendar by name. Throws `unknownCalendar`. */
export function calendarNamed(calendars: Calendars, name: unknown): CompiledCalendar {
  const calendar = typeof name === 'string' ? calendars.get(name) : undefined;
  if (calendar === undefined) throw new ClockFault('unknownCalendar', String(name));
  return calendar;
}

/** Reads the terms of a definition. Throws `unknownCalendar` or `invalidLimit` (R18). */
export function termsOf(definition: ClockDefinition, calendars: Calendars): Terms {
  return readTerms(calendarNamed(calendars, definition.calendar), definition);
}

/** The terms after a change; the same object where every field stays as it was (R9). */
export function changedTerms(terms: Terms, change: TermsChange, calendars: Calendars): Terms {
  const calendar = (change.calendar ?? undefined) === undefined ? terms.calendar : calendarNamed(calendars, change.calendar);
  const next = readTerms(calendar, {
    limit: change.limit ?? terms.limit,
    unit: change.unit === undefined ? terms.unit : change.unit,
    rollover: change.rollover === undefined ? terms.rollover : change.rollover,
  });
  return sameTerms(terms, next) ? terms : next;
}

export function sameTerms(a: Terms, b: Terms): boolean {
  return (
    a.unit === b.unit &&
    a.calendar === b.calendar &&
    a.rollover === b.rollover &&
    a.given === b.given &&
    a.duration.months === b.duration.months &&
    lengthOf(a) === lengthOf(b)
  );
}

/** Whether every second counts, whatever the calendar says: `calendarDays` (R18) and given instants (R22). */
export function countsEverySecond(terms: Terms): boolean {
  return terms.unit === 'calendarDays' || terms.given !== undefined;
}

/** The limit in milliseconds of a cycle that starts at `start`; null with too few working days left (R18). */
export function limitFrom(terms: Terms, start: number): number | null {
  if (terms.given !== undefined) return terms.given - start;
  if (terms.unit === undefined) return lengthOf(terms);
  const end = dayUnitEnd(terms, start);
  if (end === null) return null;
  const counted = terms.unit === 'calendarDays' ? end - start : openTimeBetween(terms.calendar, start, end);
  return Math.max(0, counted);
}

/** The limit in milliseconds where no start is needed to know it; null for day units and given instants (R19). */
export function limitBeforeStart(terms: Terms): number | null {
  return terms.unit === undefined && terms.given === undefined ? lengthOf(terms) : null;
}

function readTerms(calendar: CompiledCalendar, written: Pick<TermsChange, 'limit' | 'unit' | 'rollover'>): Terms {
  const { limit } = written;
  const unit = written.unit ?? undefined;
  const rollover = written.rollover ?? 'none';
  if (unit !== undefined && unit !== 'workingDays' && unit !== 'calendarDays')
    throw new ClockFault('invalidLimit', `unit ${String(unit)}`);
  if (rollover !== 'none' && rollover !== 'nextWorkingDay') throw new ClockFault('invalidLimit', `rollover ${String(rollover)}`);
  if (isGiven(limit)) return { limit, duration: NO_DURATION, given: limit.at, unit: undefined, calendar, rollover };
  const duration = parseDuration(limit);
  if (limit === undefined || duration === undefined || !fits(duration, unit)) {
    throw new ClockFault('invalidLimit', `${String(limit)} ${unit ?? ''}`.trim());
  }
  return { limit, duration, given: undefined, unit, calendar, rollover };
}

/** The limit as it was written; a given instant in ISO 8601. */
export function limitText({ limit }: Pick<Terms, 'limit'>): string {
  return isGiven(limit) ? formatInstant(limit.at) : limit;
}

export function isGiven(limit: unknown): limit is GivenLimit {
  return typeof limit === 'object' && limit !== null && 'at' in limit;
}

/** R11 and R12: the instant at which a limit in days ends. */
function dayUnitEnd(terms: Terms, start: number): number | null {
  const { calendar, duration } = terms;
  const startDay = calendar.zone.dayAt(start);
  if (terms.unit === 'workingDays') {
    if (duration.days === 0) return closingOf(calendar, startDay) ?? start;
    return closingOfWorkingDayAfter(calendar, startDay, duration.days);
  }
  const lastDay = addMonths(startDay, duration.months) + duration.days;
  if (lastDay > LAST_DAY) return null;
  return terms.rollover === 'nextWorkingDay' ? closingFrom(calendar, lastDay) : endOfDay(calendar.zone, lastDay);
}

function fits(duration: Duration, unit: DayUnit | undefined): boolean {
  if (unit === undefined) return duration.months === 0;
  return duration.timeMs === 0 && (unit === 'calendarDays' || duration.months === 0);
}

function lengthOf(terms: Terms): number {
  return terms.duration.days * DAY + terms.duration.timeMs;
}
