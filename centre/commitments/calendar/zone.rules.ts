import { DAY_MS, dayOf, type Day } from './civil-date.rules.ts';

/**
 * An IANA zone as a lookup: which offset holds at an instant, and which instant a wall-clock time is.
 * Offsets are read from `Intl` once per stretch of 128 days and kept; after that a lookup is arithmetic.
 * The zone of the process plays no part.
 */
export interface Zone {
  readonly name: string;
  /** Milliseconds to add to UTC at that instant. */
  offsetAt(at: number): number;
  /** Wall-clock milliseconds (as if UTC) to the instant, by Temporal's `compatible` (R3). */
  instantOf(local: number): number;
  /** The local date of an instant. */
  dayAt(at: number): Day;
}

interface Span {
  /** Offset from the beginning of the span. */
  readonly first: number;
  /** Changes inside the span: from `at[i]` the offset is `offset[i]`. */
  readonly at: readonly number[];
  readonly offset: readonly number[];
}

const SPAN_MS = 128 * DAY_MS;
const WALL_PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
type SixNumbers = [number, number, number, number, number, number];
const zones = new Map<string, Zone>();

/** The zone of that name, or undefined where the name is no zone. */
export function zoneOf(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const read = offsetReader(name);
  if (read === undefined) return undefined;
  const zone = makeZone(name, read);
  zones.set(name, zone);
  return zone;
}

function makeZone(name: string, read: (at: number) => number): Zone {
  const spans = new Map<number, Span>();
  const offsetAt = (at: number): number => {
    const index = Math.floor(at / SPAN_MS);
    let span = spans.get(index);
    if (span === undefined) {
      span = readSpan(index * SPAN_MS, read);
      spans.set(index, span);
    }
    for (let i = span.at.length - 1; i >= 0; i--) {
      if (at >= (span.at[i] as number)) return span.offset[i] as number; // i is within both arrays
    }
    return span.first;
  };
  const instantOf = (local: number): number => {
    const before = offsetAt(local - DAY_MS);
    const after = offsetAt(local + DAY_MS);
    const early = local - before;
    if (before === after || offsetAt(early) === before) return early;
    const late = local - after;
    // Neither valid: the time is missing, and the offset before the gap moves it forward by the gap.
    return offsetAt(late) === after ? late : early;
  };
  return { name, offsetAt, instantOf, dayAt: (at) => Math.floor((at + offsetAt(at)) / DAY_MS) };
}

function offsetReader(name: string): ((at: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return undefined;
  }
  return (at) => {
    const found = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
    const [year, month, day, hour, minute, second] = WALL_PARTS.map((part) => found.get(part) ?? 0) as SixNumbers;
    return dayOf(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 - at;
  };
}

/** Looks once a day (zones are known to change twice within weeks) and closes in on each change to the second. */
function readSpan(from: number, read: (at: number) => number): Span {
  const first = read(from);
  const at: number[] = [];
  const offset: number[] = [];
  let current = first;
  for (let day = from; day < from + SPAN_MS; day += DAY_MS) {
    const next = read(day + DAY_MS);
    if (next === current) continue;
    let low = day;
    let high = day + DAY_MS;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (read(middle) === current) low = middle;
      else high = middle;
    }
    at.push(high);
    offset.push(next);
    current = next;
  }
  return { first, at, offset };
}
