import type { Instant } from '#platform/time/instant.ts';
import type { ClockAnswer, PastBreach } from './clock.schema.ts';
import { warningAmounts } from './compile.rules.ts';
import { elapsedAt, isProvisional, limitReachedAt, reachedAt, type Cycle } from './cycle.rules.ts';
import type { ClockRun } from './fold.rules.ts';
import { limitBeforeStart } from './terms.rules.ts';

/** The answer of a clock as of `at`, which is not before the last event applied (R5, R6, R15 to R19). */
export function answerAt(run: ClockRun, at: number): ClockAnswer {
  const pastBreaches = byInstant(run.pastBreaches);
  if (run.ended !== undefined) return { ...run.ended.answer, pastBreaches };
  if (run.cycle === undefined) return notStarted(run, pastBreaches);
  const cycle = run.cycle;
  const paused = run.state === 'paused';
  const due = limitReachedAt(cycle);
  const breached = due !== null && at > due;
  const elapsedSeconds = Math.floor(elapsedAt(cycle, at) / 1000);
  return {
    state: run.state,
    dueAt: paused ? null : (due as Instant | null),
    breached,
    breachedAt: breached ? (due as Instant) : null,
    elapsedSeconds,
    remainingSeconds: cycle.limit === null ? null : Math.floor(cycle.limit / 1000) - elapsedSeconds,
    warnAt: warnings(run, cycle),
    provisional: paused ? isProvisional(cycle, Infinity) : isRunningProvisional(cycle, due),
    pastBreaches,
  };
}

function notStarted(run: ClockRun, pastBreaches: readonly PastBreach[]): ClockAnswer {
  const limit = limitBeforeStart(run.terms);
  return {
    state: 'notStarted',
    dueAt: null,
    breached: false,
    breachedAt: null,
    elapsedSeconds: 0,
    remainingSeconds: limit === null ? null : Math.floor(limit / 1000),
    warnAt: run.clock.warnings.map(() => null),
    provisional: false,
    pastBreaches,
  };
}

function warnings(run: ClockRun, cycle: Cycle): (Instant | null)[] {
  if (run.clock.warnings.length === 0) return [];
  const { limit } = cycle;
  if (limit === null) return run.clock.warnings.map(() => null);
  return warningAmounts(run.clock, limit).map(
    (amount) => (amount === 0 ? cycle.startedAt : reachedAt(cycle, amount)) as Instant | null,
  );
}

/** A due time that never comes may come with more holiday data; any other is as sure as the stretches to it (R17). */
function isRunningProvisional(cycle: Cycle, due: number | null): boolean {
  return due === null ? cycle.terms.calendar.dataEndsAt !== undefined : isProvisional(cycle, due);
}

function byInstant(breaches: readonly PastBreach[]): readonly PastBreach[] {
  return breaches.length < 2 ? breaches.slice() : [...breaches].sort((a, b) => a.breachedAt - b.breachedAt);
}
