import { openingsOf, type CompiledCalendar } from './calendar.rules.ts';
import { LAST_DAY, type Day } from './civil-date.rules.ts';

/** The latest end of the intervals opening on that local date; null on a date that is no working day (R11). */
export function closingOf(calendar: CompiledCalendar, day: Day): number | null {
  let closing: number | null = null;
  for (const { to } of openingsOf(calendar, day)) if (closing === null || to > closing) closing = to;
  return closing;
}

/** Closing instant of the n-th working day after that local date (not counted itself); null with too few left (R11, R18). */
export function closingOfWorkingDayAfter(calendar: CompiledCalendar, start: Day, n: number): number | null {
  let closing: number | null = null;
  let day = start;
  for (let left = n; left > 0; left--) {
    day += 1;
    closing = null;
    for (; day <= Math.min(calendar.lastOpenDay, LAST_DAY); day++) {
      closing = closingOf(calendar, day);
      if (closing !== null) break;
    }
    if (closing === null) return null;
  }
  return closing;
}

/** Closing instant of that local date, or of the next working day where it is none (R12); null with none left. */
export function closingFrom(calendar: CompiledCalendar, day: Day): number | null {
  return closingOf(calendar, day) ?? closingOfWorkingDayAfter(calendar, day, 1);
}
