import { parseInstant, type Instant } from '#platform/time/instant.ts';

const LATE_MS = 24 * 3_600_000;

/** Later than this an entry must say why: the same limit as the door of every command. */
export function needsReason(occurredAt: string | undefined, now: Instant): boolean {
  const at = occurredAt === undefined ? undefined : parseInstant(occurredAt);
  return at !== undefined && now - at > LATE_MS;
}
