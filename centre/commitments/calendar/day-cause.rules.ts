import { openingsOf, type CompiledCalendar } from './calendar.rules.ts';
import { DAY_MS, weekdayOf, type Day } from './civil-date.rules.ts';

/** Why a calendar is open or closed at an instant: codes, the words stand beside the explanation. */
export type OpenCause = 'roundTheClock' | 'workingHours' | 'makeUpWorkday' | 'specialHours';
export type ClosedCause = 'night' | 'break' | 'weekend' | 'holiday' | 'restDay';

/** Why the calendar is open at an instant at which it is. */
export function openCause(calendar: CompiledCalendar, at: number): OpenCause {
  if (calendar.always) return 'roundTheClock';
  const day = calendar.zone.dayAt(at);
  // Hours above 24:00 belong to the day they open on (R1).
  for (let opened = day; opened >= day - calendar.spillDays - 1; opened--) {
    if (openingsOf(calendar, opened).some(({ from, to }) => from <= at && at < to)) return hoursOf(calendar, opened);
  }
  return 'workingHours';
}

function hoursOf(calendar: CompiledCalendar, day: Day): OpenCause {
  const dated = calendar.dates.get(day);
  const usual = calendar.week[weekdayOf(day)] ?? [];
  if (dated === undefined) return 'workingHours';
  if (usual.length === 0) return 'makeUpWorkday';
  const same =
    dated.length === usual.length && dated.every((hours, i) => hours.from === usual[i]?.from && hours.to === usual[i]?.to);
  return same ? 'workingHours' : 'specialHours';
}

/** The closed stretch [from, to) cut at local midnights and told apart by cause; neighbours of one cause are one. */
export function closedParts(
  calendar: CompiledCalendar,
  from: number,
  to: number,
): { from: number; to: number; cause: ClosedCause }[] {
  const parts: { from: number; to: number; cause: ClosedCause }[] = [];
  let begins = from;
  while (begins < to) {
    const day = calendar.zone.dayAt(begins);
    const midnight = calendar.zone.instantOf((day + 1) * DAY_MS);
    const ends = midnight > begins ? Math.min(midnight, to) : to;
    const cause = closedCause(calendar, day, begins);
    const last = parts[parts.length - 1];
    if (last !== undefined && last.cause === cause) parts[parts.length - 1] = { from: last.from, to: ends, cause };
    else parts.push({ from: begins, to: ends, cause });
    begins = ends;
  }
  return parts;
}

/** Why the calendar is closed at an instant of a local date at which it is. */
export function closedCause(calendar: CompiledCalendar, day: Day, at: number): ClosedCause {
  const openings = openingsOf(calendar, day);
  if (openings.length > 0)
    return openings.some(({ to }) => to <= at) && openings.some(({ from }) => from > at) ? 'break' : 'night';
  if (calendar.dates.has(day)) return 'holiday';
  return weekdayOf(day) >= 5 ? 'weekend' : 'restDay';
}
