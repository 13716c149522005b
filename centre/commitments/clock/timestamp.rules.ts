import { instant, type Instant } from '#platform/time/instant.ts';
import { DAY_MS, parseDay } from '../calendar/civil-date.rules.ts';
import { ClockFault } from './clock.errors.ts';

const DATE_TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)?(?:\[[^\]]*\])*$/;

/**
 * Reads a timestamp of a case. Throws {@link ClockFault}: `timestampWithoutOffset` for a date and time that
 * names no offset, `invalidTimestamp` for any other text that is no date and time (R14).
 */
export function readTimestamp(text: unknown): Instant {
  const parts = typeof text === 'string' ? DATE_TIME.exec(text) : null;
  const day = parts === null ? undefined : parseDay(`${parts[1] ?? ''}-${parts[2] ?? ''}-${parts[3] ?? ''}`);
  if (parts === null || day === undefined) throw new ClockFault('invalidTimestamp', String(text));
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0)];
  const [offsetHour, offsetMinute] = [Number(parts[10] ?? 0), Number(parts[11] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
    throw new ClockFault('invalidTimestamp', String(text));
  if (parts[8] === undefined && parts[9] === undefined) throw new ClockFault('timestampWithoutOffset', String(text));
  const milliseconds = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000 + 1e-6);
  const offset = (parts[9] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  // A leap second is the last second of its minute, as Temporal reads it.
  return instant(day * DAY_MS + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + milliseconds - offset);
}
