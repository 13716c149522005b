import { parseInstant } from '#platform/time/instant.ts';
import { serverNow } from '#platform/time/server-clock.ts';

const LATE_MS = 24 * 3_600_000;

/** Later than this an entry must say why: the same limit as the door of every command. */
export function needsReason(occurredAt: string | undefined): boolean {
  const at = occurredAt === undefined ? undefined : parseInstant(occurredAt);
  return at !== undefined && serverNow() - at > LATE_MS;
}
