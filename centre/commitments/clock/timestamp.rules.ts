import { instant, type Instant } from '#platform/time/instant.ts';
import { DAY_MS, parseDay } from '../calendar/civil-date.rules.ts';
import { ClockFault } from './clock.errors.ts';

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)?$/;

/**
 * Reads a timestamp of a case. Throws {@link ClockFault}: `timestampWithoutOffset` for a date and time that
 * names no offset, `invalidTimestamp` for any other text that is no date and time (R14).
 */
export function readTimestamp(text: unknown): Instant {
  const parts = typeof text === 'string' ? DATE_TIME.exec(text) : null;
  const day = parts === null ? undefined : parseDay(parts[1] ?? '');
  if (parts === null || day === undefined) throw new ClockFault('invalidTimestamp', String(text));
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)];
  const [offsetHour, offsetMinute] = [Number(parts[8] ?? 0), Number(parts[9] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) throw new ClockFault('invalidTimestamp', String(text));
  if (parts[6] === undefined && parts[7] === undefined) throw new ClockFault('timestampWithoutOffset', String(text));
  const milliseconds = Math.floor(Number(`0.${parts[5] ?? '0'}`) * 1000 + 1e-6);
  const offset = (parts[7] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  // A leap second is the last second of its minute, as Temporal reads it.
  return instant(day * DAY_MS + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + milliseconds - offset);
}
