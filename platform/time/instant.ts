/**
 * An instant: epoch milliseconds behind a brand, so that a duration, a count or a text is never
 * taken for one. `Date` does not cross a module's border: it carries the process's zone in its methods.
 */
declare const instantBrand: unique symbol;
export type Instant = number & { readonly [instantBrand]: 'Instant' };

/** Marks epoch milliseconds as an instant. Throws on what is no finite number: that is a fault of the code, not of a person. */
export function instant(epochMilliseconds: number): Instant {
  if (!Number.isFinite(epochMilliseconds)) throw new RangeError(`no instant: ${epochMilliseconds}`);
  return epochMilliseconds as Instant;
}

const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 text that names its offset (`2026-10-03T22:10:00+08:00`).
 * Anything else, a missing offset included, gives undefined: without one the process's zone would decide.
 */
export function parseInstant(text: string): Instant | undefined {
  if (!WITH_OFFSET.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : (at as Instant);
}

const DAY = 86_400_000;
/** A page has a thousand instants of few days: what `Date` says of a day is remembered, for so many of them. */
const DAYS_REMEMBERED = 1_000;
const days = new Map<number, string>();

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= DAYS_REMEMBERED) days.clear();
  const text = new Date(day * DAY).toISOString().slice(0, -'00:00:00.000Z'.length);
  days.set(day, text);
  return text;
}

const padded = (digits: number): readonly string[] =>
  Array.from({ length: 10 ** digits }, (_, value) => String(value).padStart(digits, '0'));
const [TWO, THREE] = [padded(2), padded(3)];

/** ISO 8601 in UTC, milliseconds left out where they are zero: `2026-10-03T14:10:00Z`. Fractions of a millisecond are cut off. */
export function formatInstant(at: Instant): string {
  const whole = Math.trunc(at);
  const day = Math.floor(whole / DAY);
  const ofDay = whole - day * DAY;
  const [seconds, milliseconds] = [Math.floor(ofDay / 1000), ofDay % 1000];
  const time = `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`;
  return milliseconds === 0 ? `${dayText(day)}${time}Z` : `${dayText(day)}${time}.${THREE[milliseconds]}Z`;
}
