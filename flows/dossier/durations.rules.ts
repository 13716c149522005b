import { Temporal } from 'temporal-polyfill';
import { instant, type Instant } from '#platform/time/instant.ts';

/** The instant that lies an ISO 8601 duration later, days and months counted on the calendar of the zone. */
export function plusDuration(timezone: string, at: Instant, duration: string): Instant {
  const later = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).add(Temporal.Duration.from(duration));
  return instant(later.epochMilliseconds);
}

const DAY_SECONDS = 86_400;

/** The instant that lies an equal part of an ISO 8601 duration later: whole days on the calendar of the zone, the rest in seconds. */
export function plusPartOf(timezone: string, at: Instant, whole: { readonly duration: string; readonly parts: number }): Instant {
  const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const seconds = Temporal.Duration.from(whole.duration).total({ unit: 'seconds', relativeTo: from.toPlainDate() });
  const part = Math.floor(seconds / whole.parts);
  const later = from.add({ days: Math.floor(part / DAY_SECONDS) }).add({ seconds: part % DAY_SECONDS });
  return instant(later.epochMilliseconds);
}
