import type { Instant } from '#platform/time/instant.ts';
import type { SubjectClock } from './subject-clocks.schema.ts';

/** What became of a clock, once each: `warning0`, `warning1` …, `breached`, `kept`, `cancelled`. */
export interface Outcome {
  readonly verdict: string;
  readonly at: Instant;
  /** The limit that was broken, as it was written, where terms that were replaced since had it. */
  readonly limit?: string;
}

/** What has come to pass on a clock by `now`, and when the next warning or the due instant falls. */
export function outcomesOf(clock: SubjectClock, now: Instant): Outcome[] {
  if (!clock.countsForCommitments) return clock.endedAt === null ? [] : [{ verdict: 'cancelled', at: clock.endedAt }];
  const until = clock.endedAt ?? now;
  const outcomes: Outcome[] = clock.warnAt.flatMap((at, index) =>
    at !== null && at <= until ? [{ verdict: `warning${index}`, at }] : [],
  );
  const breach = breachOf(clock);
  if (breach !== undefined) outcomes.push(breach);
  if (clock.endedAt === null) return outcomes;
  if (clock.state === 'cancelled') outcomes.push({ verdict: 'cancelled', at: clock.endedAt });
  else if (!clock.answer.breached) outcomes.push({ verdict: 'kept', at: clock.endedAt });
  return outcomes;
}

/** The first breach of a cycle: of its present terms, or of terms that a change replaced (R10); an earlier cycle's is its own. */
function breachOf({ answer, startedAt }: SubjectClock): Outcome | undefined {
  const earlier = answer.pastBreaches.find((past) => past.breachedAt > startedAt);
  if (earlier !== undefined) return { verdict: 'breached', at: earlier.breachedAt, limit: earlier.limit };
  return answer.breached && answer.breachedAt !== null ? { verdict: 'breached', at: answer.breachedAt } : undefined;
}

/** Endings are written by the command that causes them; what time alone brings about, the workers record. */
export function isBroughtByTime(outcome: Outcome): boolean {
  return outcome.verdict === 'breached' || outcome.verdict.startsWith('warning');
}
