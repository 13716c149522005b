import { ClockFault } from '../clock/clock.errors.ts';
import { WEEKDAYS, type CalendarDefinition, type Opening } from './calendar.schema.ts';
import { DAY_MS, LAST_DAY, parseDay, weekdayOf, type Day } from './civil-date.rules.ts';
import { zoneOf, type Zone } from './zone.rules.ts';

/** Wall-clock milliseconds from 00:00 of the day it opens on. */
export interface DayInterval {
  readonly from: number;
  readonly to: number;
}

/** Open time of a stretch of days, as sorted disjoint intervals with the open time before each. */
export interface OpenBlock {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly before: Float64Array;
  readonly total: number;
}

/** A calendar ready for counting: read once, then counted by lookup. Blocks fill themselves when first asked for. */
export interface CompiledCalendar {
  readonly name: string;
  readonly zone: Zone;
  /** Open every second, no date excepted. */
  readonly always: boolean;
  /** By weekday, Monday first. */
  readonly week: readonly (readonly DayInterval[])[];
  readonly dates: ReadonlyMap<Day, readonly DayInterval[]>;
  /** Last local date on which anything opens. */
  readonly lastOpenDay: Day;
  /** Local days that the longest interval reaches beyond the day it opens on. */
  readonly spillDays: number;
  /** 24:00 local of `holidayDataUntil`; undefined where the calendar names none (R17). */
  readonly dataEndsAt: number | undefined;
  readonly blocks: Map<number, OpenBlock>;
  /** Open time of whole blocks, kept when the blocks themselves are dropped. */
  readonly totals: Map<number, number>;
}

const WHOLE_DAY: readonly DayInterval[] = [{ from: 0, to: DAY_MS }];
const TIME = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/;

/** Reads a calendar. Throws a {@link ClockFault} where an interval, a date or the zone cannot be used (R1, R14). */
export function compileCalendar(name: string, definition: CalendarDefinition): CompiledCalendar {
  const zone = typeof definition.timezone === 'string' ? zoneOf(definition.timezone) : undefined;
  if (zone === undefined) throw new ClockFault('unknownCalendar', `${name}: timezone ${definition.timezone}`);
  const dates = readDates(name, definition.dates ?? {});
  const everyDay = definition.always === true;
  const weekly = definition.weekly ?? {};
  const stranger = Object.keys(weekly).find((day) => !WEEKDAYS.some((weekday) => weekday === day));
  if (stranger !== undefined) throw new ClockFault('invalidInterval', `${name}: weekly.${stranger}`);
  const week = WEEKDAYS.map((day) => (everyDay ? WHOLE_DAY : readOpenings(`${name}: weekly.${day}`, weekly[day] ?? [])));
  const intervals = [...week, ...dates.values()].flat();
  return {
    name,
    zone,
    always: everyDay && dates.size === 0,
    week,
    dates,
    lastOpenDay: week.some((day) => day.length > 0) ? LAST_DAY : lastOpenDate(dates),
    spillDays: Math.ceil(Math.max(DAY_MS, ...intervals.map((interval) => interval.to)) / DAY_MS) - 1,
    dataEndsAt: readDataEnd(name, definition.holidayDataUntil, zone),
    blocks: new Map(),
    totals: new Map(),
  };
}

/** Intervals that open on that local date, as instants; one that a missing hour turns around is left out (R1, R2, R3). */
export function openingsOf(calendar: CompiledCalendar, day: Day): DayInterval[] {
  const intervals = calendar.dates.get(day) ?? calendar.week[weekdayOf(day)] ?? [];
  const openings: DayInterval[] = [];
  for (const interval of intervals) {
    const from = calendar.zone.instantOf(day * DAY_MS + interval.from);
    const to = calendar.zone.instantOf(day * DAY_MS + interval.to);
    if (to > from) openings.push({ from, to });
  }
  return openings;
}

/** The instant at which a local date ends: 24:00, which is the next date's 00:00. */
export function endOfDay(zone: Zone, day: Day): number {
  return zone.instantOf((day + 1) * DAY_MS);
}

function readDates(name: string, dates: NonNullable<CalendarDefinition['dates']>): Map<Day, readonly DayInterval[]> {
  const read = new Map<Day, readonly DayInterval[]>();
  for (const [text, openings] of Object.entries(dates)) {
    const day = parseDay(text);
    if (day === undefined) throw new ClockFault('invalidTimestamp', `${name}: dates.${text}`);
    read.set(day, readOpenings(`${name}: dates.${text}`, openings));
  }
  return read;
}

function readOpenings(where: string, openings: readonly Opening[]): readonly DayInterval[] {
  if (!Array.isArray(openings)) throw new ClockFault('invalidInterval', where);
  return openings.map((opening: Opening) => {
    const from = readTime(opening?.[0]);
    const to = readTime(opening?.[1]);
    if (from === undefined || to === undefined || from >= DAY_MS || to <= from) {
      throw new ClockFault('invalidInterval', `${where} ${JSON.stringify(opening)}`);
    }
    return { from, to };
  });
}

function readTime(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? TIME.exec(text) : null;
  if (parts === null) return undefined;
  return ((Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3] ?? 0)) * 1000;
}

function readDataEnd(name: string, until: string | undefined | null, zone: Zone): number | undefined {
  if (until === undefined || until === null) return undefined;
  const day = typeof until === 'string' ? parseDay(until) : undefined;
  if (day === undefined) throw new ClockFault('invalidTimestamp', `${name}: holidayDataUntil ${until}`);
  return endOfDay(zone, day);
}

function lastOpenDate(dates: ReadonlyMap<Day, readonly DayInterval[]>): Day {
  let last = -Infinity;
  for (const [day, intervals] of dates) if (intervals.length > 0 && day > last) last = day;
  return last;
}
