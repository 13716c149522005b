import type { Attempt, History } from '../fire/history.ts';
import type { Trouble } from './two-nodes.ts';

/**
 * Calls that failed and had no right to: neither in flight at a process that was killed or stood still, nor knocking at a door that was
 * shut for a restart. Whoever restarts as an operator does breaks no call that was taken.
 */
export function errorsBeyond(history: History, troubles: readonly Trouble[]): string[] {
  return history.calls.flatMap((call) =>
    call.attempts
      .filter((attempt) => attempt.outcome === 'unknown' && attempt.givenUp !== true && !isExcused(attempt, troubles))
      .map(
        ({ why, base, sentAt }) =>
          `${call.event} of ${call.who} failed at ${base} with ${why ?? ''} at ${new Date(sentAt).toISOString()}, where nothing was killed or stopped`,
      ),
  );
}

function isExcused(attempt: Attempt, troubles: readonly Trouble[]): boolean {
  return troubles.some(
    ({ what, base, from, to }) =>
      base === attempt.base &&
      attempt.sentAt <= to &&
      attempt.endedAt >= from &&
      (what !== 'restarted' || attempt.why === 'ECONNREFUSED'),
  );
}
