import type { Instant } from '#platform/time/instant.ts';
import type { SubjectClock } from './subject-clocks.schema.ts';

/** What became of a clock, once each: `warning0`, `warning1` …, `breached`, `kept`, `cancelled`. */
export interface Outcome {
  readonly verdict: string;
  readonly at: Instant;
}

/** What has come to pass on a clock by `now`, and when the next warning or the due instant falls. */
export function outcomesOf(clock: SubjectClock, now: Instant): Outcome[] {
  if (!clock.countsForCommitments) return clock.endedAt === null ? [] : [{ verdict: 'cancelled', at: clock.endedAt }];
  const until = clock.endedAt ?? now;
  const outcomes: Outcome[] = clock.warnAt.flatMap((at, index) =>
    at !== null && at <= until ? [{ verdict: `warning${index}`, at }] : [],
  );
  if (clock.answer.breached && clock.answer.breachedAt !== null)
    outcomes.push({ verdict: 'breached', at: clock.answer.breachedAt });
  if (clock.endedAt === null) return outcomes;
  if (clock.state === 'cancelled') outcomes.push({ verdict: 'cancelled', at: clock.endedAt });
  else if (!clock.answer.breached) outcomes.push({ verdict: 'kept', at: clock.endedAt });
  return outcomes;
}

/** Endings are written by the command that causes them; what time alone brings about, the workers record. */
export function isBroughtByTime(outcome: Outcome): boolean {
  return outcome.verdict === 'breached' || outcome.verdict.startsWith('warning');
}
