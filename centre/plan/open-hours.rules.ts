/** When and how long a plan's calendars are open, for comparing what is promised. */
import { WEEKDAYS } from './calendar.schema.ts';
import type { Calendar } from './calendar.schema.ts';
import type { ServicePlan } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';

/** Minutes in a week without holidays; a calendar of another kind, or none, is open always. */
export function weekMinutes(plan: ServicePlan, calendar: unknown): number {
  const found = typeof calendar === 'string' ? own(plan.calendars, calendar) : undefined;
  if (found?.kind !== 'weekly') return 7 * 1440;
  const days = Object.values(found.hours);
  return days.reduce((sum, ranges) => sum + openMinutes(ranges) - openMinutes(found.lunchBreak), 0);
}

/** Minutes of a date by its weekday alone. */
export function dayMinutes(plan: ServicePlan, calendar: string, date: string): number {
  const found = own(plan.calendars, calendar);
  const day = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
  return found?.kind === 'weekly' ? openMinutes(found.hours[day]) : 1440;
}

export type Weekly = Extract<Calendar, { kind: 'weekly' }>;

/** A range `08:30-17:00` in minutes from 00:00 of the day on which it opens. */
export interface Interval {
  written: string;
  from: number;
  to: number;
}

export function intervalOf(written: string): Interval {
  const [from = 0, to = 0] = written.split('-').map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 60 + minutes;
  });
  return { written, from, to };
}

/** Whether a weekly calendar has an interval that no break takes away. */
export function opensInTheWeek({ hours, lunchBreak }: Weekly): boolean {
  const breaks = lunchBreak.map(intervalOf);
  const isTaken = ({ from, to }: Interval) => breaks.some((pause) => pause.from <= from && to <= pause.to);
  return Object.values(hours).some((ranges) => ranges.map(intervalOf).some((interval) => !isTaken(interval)));
}

/** Minutes of one or many ranges `08:30-17:00`. */
export function openMinutes(ranges: unknown): number {
  const list: readonly unknown[] = Array.isArray(ranges) ? ranges : ranges === undefined ? [] : [ranges];
  return list.reduce<number>((sum, range) => {
    const { from, to } = intervalOf(String(range));
    return sum + to - from;
  }, 0);
}
