import { instant, type Instant } from '#platform/time/instant.ts';

/** An instant as the wall clock of a zone shows it. `weekday` 0 is Sunday; `month` 1 is January. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const readers = new Map<string, Intl.DateTimeFormat>();
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  readers.set(zone, made);
  return made;
}

/** Reads an instant in an IANA zone; the browser's own zone never decides what a person sees. */
export function wallClock(at: Instant, zone: string): WallClock {
  const found: Record<string, string> = {};
  for (const part of readerOf(zone).formatToParts(at)) found[part.type] = part.value;
  return {
    year: Number(found['year']),
    month: Number(found['month']),
    day: Number(found['day']),
    weekday: weekdays.indexOf(found['weekday'] ?? ''),
    hour: Number(found['hour']),
    minute: Number(found['minute']),
    second: Number(found['second']),
  };
}

/** `2026-10-04`: tells days apart and sorts. */
export function dayKey(wall: WallClock): string {
  return `${String(wall.year).padStart(4, '0')}-${two(wall.month)}-${two(wall.day)}`;
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The instant at which the wall clock of a zone shows this; in a missing hour the one after it, in a repeated one the first. */
export function instantOfWall(wall: Pick<WallClock, 'year' | 'month' | 'day' | 'hour' | 'minute'>, zone: string): Instant {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const offsetAt = (at: number): number => {
    const shown = wallClock(instant(at), zone);
    return (
      Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second) - Math.floor(at / 1000) * 1000
    );
  };
  // Offsets a day before and after bound any change in between; the earlier instant that really shows this wall clock wins.
  const candidates = [asUtc - offsetAt(asUtc - 86_400_000), asUtc - offsetAt(asUtc + 86_400_000)].toSorted(
    (one, other) => one - other,
  );
  const exact = candidates.find((at) => asUtc - offsetAt(at) === at);
  return instant(exact ?? Math.max(...candidates));
}

/** `2026-10-04T01:42:00`: the wall clock as a text without offset, for controls that know no zones. */
export function wallText(at: Instant, zone: string): string {
  const wall = wallClock(at, zone);
  return `${dayKey(wall)}T${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;
}

/** No time that anybody writes is earlier; while a year is typed, a control tells years of one, two and three digits. */
const EARLIEST_YEAR = 1900;

/** What such a control says, as the instant of a zone; undefined where it says no whole time, or one of a year that is half typed. */
export function instantOfWallText(text: string, zone: string): Instant | undefined {
  const read = /^(\d{4})-(\d+)-(\d+)T(\d+):(\d+)/.exec(text);
  if (!read) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = read.slice(1).map(Number);
  return year < EARLIEST_YEAR ? undefined : instantOfWall({ year, month, day, hour, minute }, zone);
}
