/** Check 6, further: hours, breaks and days of a calendar that contradict each other (R1, R2 say how they are counted all the same). */
import { WEEKDAYS } from './calendar.schema.ts';
import { holidayYears } from './date-checks.rules.ts';
import { intervalOf } from './open-hours.rules.ts';
import type { Interval, Weekly } from './open-hours.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';

interface Placed extends Interval {
  path: PlanPath;
}

const DAY = 1440;

export function checkIntervals(plan: PlanParts): PlanFinding[] {
  const ofCalendars = Object.entries(plan.calendars ?? {}).flatMap(([id, calendar]) => {
    if (calendar.kind !== 'weekly') return [];
    const path = ['calendars', id];
    return [
      ...overlapsOfWeek(calendar, path),
      ...overlaps(intervalsAt([...path, 'lunchBreak'], calendar.lunchBreak)),
      ...Object.entries(calendar.dates ?? {}).flatMap(([date, ranges]) =>
        overlaps(intervalsAt([...path, 'dates', date], ranges)),
      ),
      ...breaksOutside(id, calendar),
      ...offAndWorked(
        { days: calendar.extraOff, path: [...path, 'extraOff'] },
        { days: calendar.extraOn, path: [...path, 'extraOn'] },
      ),
    ];
  });
  return [...ofCalendars, ...checkNotices(plan)];
}

function intervalsAt(path: PlanPath, ranges: readonly string[] = []): Placed[] {
  return ranges.map((range, index) => ({ ...intervalOf(range), path: [...path, index] }));
}

/** Each weekday beside itself, and beside the night that runs into it from the day before. */
function overlapsOfWeek({ hours }: Weekly, path: PlanPath): PlanFinding[] {
  return WEEKDAYS.flatMap((day, index) => {
    const before = WEEKDAYS.at(index - 1) ?? 'sun';
    const night = intervalsAt([...path, 'hours', before], hours[before])
      .filter(({ to }) => to > DAY)
      .map(({ written, to, path: at }) => ({ written: `${before} ${written}`, from: 0, to: to - DAY, path: at }));
    return overlaps(intervalsAt([...path, 'hours', day], hours[day]), night);
  });
}

/** Every interval that has time in common with one written before it, or with one of those `around`. */
function overlaps(intervals: readonly Placed[], around: readonly Placed[] = []): PlanFinding[] {
  return intervals.flatMap(({ written, from, to, path }, index) => {
    const against = [...around, ...intervals.slice(0, index)].find((other) => other.from < to && from < other.to);
    return against === undefined ? [] : [warning('intervalsOverlap', path, { details: { written, against: against.written } })];
  });
}

function breaksOutside(id: string, { hours, lunchBreak }: Weekly): PlanFinding[] {
  const open = Object.values(hours).flatMap((ranges) => ranges.map(intervalOf));
  return intervalsAt(['calendars', id, 'lunchBreak'], lunchBreak)
    .filter(({ from, to }) => open.length > 0 && !open.some((range) => range.from < to && from < range.to))
    .map(({ written, path }) => warning('breakOutsideHours', path, { details: { written, calendar: id } }));
}

interface Days {
  /** Dates and ranges `2026-10-01/2026-10-07`. */
  days: readonly string[];
  path: PlanPath;
}

function checkNotices({ holidaySets }: PlanParts): PlanFinding[] {
  return Object.keys(holidaySets ?? {}).flatMap((set) =>
    [...holidayYears(holidaySets, set)].flatMap(([year, { off, makeUp }]) => {
      const path = ['holidaySets', set, String(year)];
      return offAndWorked({ days: off, path: [...path, 'off'] }, { days: makeUp, path: [...path, 'makeUp'] });
    }),
  );
}

/** A day on both lists: which of them holds would be an accident of the order in which they are read. */
function offAndWorked(off: Days, worked: Days): PlanFinding[] {
  return worked.days.flatMap((written, index) => {
    const against = off.days.findIndex((range) => firstOf(range) <= lastOf(written) && firstOf(written) <= lastOf(range));
    if (against === -1) return [];
    const finding = error('dayOffAndWorked', [...worked.path, index], { details: { written } });
    return [{ ...finding, other: [...off.path, against] }];
  });
}

function firstOf(range: string): string {
  return range.split('/')[0] ?? range;
}

function lastOf(range: string): string {
  return range.split('/').at(-1) ?? range;
}
