import { Temporal } from 'temporal-polyfill';
import { instant, type Instant } from '#platform/time/instant.ts';

/** The instant that lies an ISO 8601 duration later, days and months counted on the calendar of the zone. */
export function plusDuration(timezone: string, at: Instant, duration: string): Instant {
  const later = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).add(Temporal.Duration.from(duration));
  return instant(later.epochMilliseconds);
}
