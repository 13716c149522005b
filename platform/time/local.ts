import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instant.ts';

/** The local date of an instant in a named zone, `YYYY-MM-DD`. */
export function dateIn(timezone: string, at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

/** The local year: number series begin anew with it. */
export function yearIn(timezone: string, at: Instant): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).year;
}
