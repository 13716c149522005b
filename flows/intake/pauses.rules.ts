import type { RequestDetails } from '#flows/dossier/details.schema.ts';
import { earlier } from '#flows/dossier/time-order.rules.ts';
import type { Earlier } from '#platform/flow/step.ts';
import type { Instant } from '#platform/time/instant.ts';

/** A reason to pause is taken up. */
export function paused(details: RequestDetails, reason: string, at: Instant): Partial<RequestDetails> {
  return {
    pausedFor: [...new Set([...(details.pausedFor ?? []), reason])],
    pauseTurnedAt: { ...details.pauseTurnedAt, [reason]: at },
  };
}

/** A reason to pause is lifted. */
export function lifted(details: RequestDetails, reason: string, at: Instant): Partial<RequestDetails> {
  return {
    pausedFor: (details.pausedFor ?? []).filter((known) => known !== reason),
    pauseTurnedAt: { ...details.pauseTurnedAt, [reason]: at },
  };
}

/** Taking up and lifting one reason alternate in time, as clocks hear them. */
export function lastTurn(flow: string, details: RequestDetails, reason: string): Earlier | undefined {
  const event = details.pausedFor?.includes(reason) === true ? 'pause' : 'resume';
  return earlier(flow, event, details.pauseTurnedAt?.[reason]);
}
