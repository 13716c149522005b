/** Times as logs write them, read into instants: with their offset as given, or by the wall clock of a zone. */
import { Temporal } from 'temporal-polyfill';
import { instant, type Instant } from '#platform/time/instant.ts';

/** Why a text is no time: the fault's code. */
export type TimeFault = 'invalidTimestamp' | 'timestampWithoutOffset' | 'missingHour';
export type TimeReading = Instant | TimeFault;

export interface TimeFormat {
  readonly format?: string | undefined;
  readonly zone?: string | undefined;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset';

/** Letters of a pattern, longest first: what they read and which part it is. */
const LETTERS: readonly (readonly [string, string, Part])[] = [
  ['yyyy', '(\\d{4})', 'year'],
  ['MM', '(\\d{2})', 'month'],
  ['M', '(\\d{1,2})', 'month'],
  ['dd', '(\\d{2})', 'day'],
  ['d', '(\\d{1,2})', 'day'],
  ['HH', '(\\d{2})', 'hour'],
  ['H', '(\\d{1,2})', 'hour'],
  ['mm', '(\\d{2})', 'minute'],
  ['m', '(\\d{1,2})', 'minute'],
  ['ss', '(\\d{2})', 'second'],
  ['s', '(\\d{1,2})', 'second'],
  ['SSS', '(\\d{3})', 'fraction'],
  ['XXX', '(Z|[+-]\\d{2}:?\\d{2})', 'offset'],
];

interface Pattern {
  readonly shape: RegExp;
  readonly parts: readonly Part[];
}

const ISO: Pattern = {
  shape: /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/,
  parts: ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction', 'offset'],
};

const compiled = new Map<string, Pattern | undefined>();

/** Whether a text is a pattern of times: `yyyy-MM-dd HH:mm:ss`, with `SSS` and `XXX` where needed; text between `'` is itself. */
export function isPattern(format: string): boolean {
  return patternOf(format) !== undefined;
}

/** Whether times by this pattern bring their offset along. */
export function holdsOffset(format: string): boolean {
  return patternOf(format)?.parts.includes('offset') ?? false;
}

function patternOf(format: string): Pattern | undefined {
  if (!compiled.has(format)) compiled.set(format, compile(format));
  return compiled.get(format);
}

function compile(format: string): Pattern | undefined {
  if (format.length > 60) return undefined;
  const parts: Part[] = [];
  let shape = '';
  for (let rest = format; rest !== '';) {
    const quoted = /^'([^']*)'/.exec(rest);
    const letter = LETTERS.find(([letters]) => rest.startsWith(letters));
    if (quoted === null && letter === undefined && /^[a-zA-Z]/.test(rest)) return undefined;
    const length = quoted?.[0].length ?? letter?.[0].length ?? 1;
    shape += letter?.[1] ?? RegExp.escape(quoted?.[1] ?? rest.slice(0, 1));
    if (letter !== undefined) parts.push(letter[2]);
    rest = rest.slice(length);
  }
  const isWhole = (['year', 'month', 'day'] as const).every((part) => parts.filter((known) => known === part).length === 1);
  return isWhole && new Set(parts).size === parts.length ? { shape: new RegExp(`^${shape}$`, 'u'), parts } : undefined;
}

/**
 * The instant that a text of a log means. With an offset it is kept as given, summer and winter. Without one the zone's wall clock is read:
 * an hour that it shows twice means the first (as calendars do, R3), an hour that it never showed is refused, since nothing happened then.
 */
export function readTime(text: string, { format, zone }: TimeFormat): TimeReading {
  const pattern = format === undefined ? ISO : patternOf(format);
  const match = pattern?.shape.exec(text.trim());
  if (pattern === undefined || match === null || match === undefined) return 'invalidTimestamp';
  const read = (part: Part): string | undefined => {
    const place = pattern.parts.indexOf(part);
    return place === -1 ? undefined : match[place + 1];
  };
  const wall = wallTime(read);
  if (wall === undefined) return 'invalidTimestamp';
  const offset = read('offset');
  if (offset !== undefined) return atOffset(wall, offset);
  if (zone === undefined) return 'timestampWithoutOffset';
  const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
  return zoned.toPlainDateTime().equals(local) ? instant(zoned.epochMilliseconds) : 'missingHour';
}

/** A wall clock's time as if it were UTC, epoch milliseconds; undefined where no clock shows it (30 February, 24:00). */
function wallTime(read: (part: Part) => string | undefined): number | undefined {
  const number = (part: Part): number => Number(read(part) ?? 0);
  const [year, month, day] = [number('year'), number('month'), number('day')];
  const [hour, minute, second] = [number('hour'), number('minute'), number('second')];
  const isShown = hour < 24 && minute < 60 && second < 60 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!isShown || year < 1900) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, Number((read('fraction') ?? '').slice(0, 3).padEnd(3, '0')));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function atOffset(wall: number, offset: string): TimeReading {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const [h, m] = [Number(hours), Number(minutes)];
  if (h > 14 || m > 59) return 'invalidTimestamp';
  return instant(wall - (sign === '-' ? -1 : 1) * (h * 60 + m) * 60_000);
}
