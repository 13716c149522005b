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

/** ISO 8601 in UTC, milliseconds left out where they are zero: `2026-10-03T14:10:00Z`. */
export function formatInstant(at: Instant): string {
  const text = new Date(at).toISOString();
  return at % 1000 === 0 ? `${text.slice(0, -5)}Z` : text;
}
