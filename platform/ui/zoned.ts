import type { Instant } from '#platform/time/instant.ts';

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
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
