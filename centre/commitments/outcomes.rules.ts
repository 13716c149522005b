import type { Instant } from '#platform/time/instant.ts';
import type { SubjectClock } from './subject-clocks.schema.ts';

/** What became of a clock, once each: `warning0`, `warning1` …, `breached`, `kept`, `cancelled`. */
export interface Outcome {
  readonly verdict: string;
  readonly at: Instant;
  /** The commitments that it is a verdict on. */
  readonly commitments: readonly string[];
  /** The limit that was broken, as it was written, where terms that were replaced since had it. */
  readonly limit?: string;
}

/** What has come to pass on a clock by `now`, and when the next warning or the due instant falls. */
export function outcomesOf(clock: SubjectClock, now: Instant): Outcome[] {
  const { sources: commitments, endedAt } = clock;
  if (!clock.countsForCommitments) return endedAt === null ? [] : [{ verdict: 'cancelled', at: endedAt, commitments }];
  const until = endedAt ?? now;
  const outcomes: Outcome[] = clock.warnAt.flatMap((at, index) =>
    at !== null && at <= until ? [{ verdict: `warning${index}`, at, commitments }] : [],
  );
  const breach = breachOf(clock);
  if (breach !== undefined) outcomes.push(breach);
  if (endedAt === null) return outcomes;
  if (clock.state === 'cancelled') outcomes.push({ verdict: 'cancelled', at: endedAt, commitments });
  else if (!clock.answer.breached) outcomes.push({ verdict: 'kept', at: endedAt, commitments });
  return outcomes;
}

/** The first breach of a cycle: of its present terms, or of terms that a change replaced (R10); an earlier cycle's is its own. */
function breachOf({ answer, startedAt, sources, pastSources }: SubjectClock): Outcome | undefined {
  const earlier = answer.pastBreaches.findIndex((past) => past.breachedAt > startedAt);
  const past = answer.pastBreaches[earlier];
  if (past !== undefined)
    return { verdict: 'breached', at: past.breachedAt, commitments: pastSources[earlier] ?? [], limit: past.limit };
  return answer.breached && answer.breachedAt !== null
    ? { verdict: 'breached', at: answer.breachedAt, commitments: sources }
    : undefined;
}

/** Whether a clock is at risk: it runs past a warning of its present terms, and is not late. */
export function warnsAt({ state, answer, warnAt }: SubjectClock, asOf: Instant): boolean {
  return state === 'running' && !answer.breached && warnAt.some((at) => at !== null && at <= asOf);
}

/** Endings are written by the command that causes them; what time alone brings about, the workers record. */
export function isBroughtByTime({ verdict }: Pick<Outcome, 'verdict'>): boolean {
  return verdict === 'breached' || verdict.startsWith('warning');
}
