/** The clocks of one request of a log under a plan: the engine's own answers, with what figures are told by. Pure. */
import type { RequestHistory } from '#centre/history/history.schema.ts';
import { toldClocks } from '#centre/history/told-clocks.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import { civilOf } from '../calendar/civil-date.rules.ts';
import type { Zone } from '../calendar/zone.rules.ts';
import type { ClockState } from '../clock/clock.schema.ts';
import { severityOf } from '../facts.rules.ts';
import { outcomesOf } from '../outcomes.rules.ts';
import type { PlanClockRules } from '../plan-clocks.rules.ts';
import { clocksOfSubject } from '../subject-clocks.rules.ts';
import type { SubjectClock, SubjectEvent } from '../subject-clocks.schema.ts';

/** A plan as logs are judged by it, with the zone whose months figures are told by. */
export interface JudgingPlan {
  readonly rules: PlanClockRules;
  readonly zone: Zone;
}

export type ReplayVerdict = 'kept' | 'breached' | 'open' | 'cancelled';

export interface JudgedClock {
  readonly request: string;
  readonly clock: string;
  /** Of those that the clock cites, the ones that this one is a verdict on. */
  readonly commitments: readonly string[];
  readonly cycle: number;
  /** As it was when the clock ended: by it the limit that held last was chosen. */
  readonly severity: string | null;
  readonly unit: string | null;
  /** `yyyy-MM` in which it began. A change of a limit moves no clock to another month, so that two plans can be compared by it. */
  readonly month: string;
  readonly verdict: ReplayVerdict;
  readonly state: ClockState;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  /** Under the present terms (R5); the verdict counts a breach of terms that were replaced since, too (R10). */
  readonly breached: boolean;
  readonly breachedAt: Instant | null;
  readonly elapsedSeconds: number;
  readonly overSeconds: number | null;
}

/**
 * Judges a history as of an instant. What a row says was known when it happened, so that a view as of then sees it; an import says that
 * it is known since the import. Clocks that were never owed (R22) are left out.
 */
export function judge({ rules, zone }: JudgingPlan, history: RequestHistory, asOf: Instant): JudgedClock[] {
  const events = eventsOf(history);
  return clocksOfSubject(rules, 'serviceRequest', events, asOf)
    .filter(({ countsForCommitments }) => countsForCommitments)
    .map((clock) => {
      const { answer, startedAt, endedAt, limitSeconds, state } = clock;
      const { verdict, commitments } = verdictOf(clock, asOf);
      return {
        request: history.externalId,
        clock: clock.clock,
        commitments,
        cycle: clock.cycle,
        severity: severityAt(rules, events, endedAt ?? asOf),
        unit: history.unit,
        month: monthOf(zone, startedAt),
        verdict,
        state,
        startedAt,
        dueAt: answer.dueAt,
        stoppedAt: endedAt,
        breached: answer.breached,
        breachedAt: answer.breachedAt,
        elapsedSeconds: answer.elapsedSeconds,
        overSeconds: limitSeconds === null ? null : answer.elapsedSeconds - limitSeconds,
      };
    });
}

function eventsOf({ rows }: RequestHistory): SubjectEvent[] {
  return toldClocks(rows)
    .flatMap(({ events }) => events)
    .map(({ event, at, reason, facts }, seq) => ({ type: event, at, recordedAt: at, seq, reason, fields: facts }));
}

function verdictOf(clock: SubjectClock, asOf: Instant): Pick<JudgedClock, 'verdict' | 'commitments'> {
  const outcomes = outcomesOf(clock, asOf);
  for (const verdict of ['breached', 'cancelled', 'kept'] as const) {
    const found = outcomes.find((outcome) => outcome.verdict === verdict);
    if (found !== undefined) return { verdict, commitments: found.commitments };
  }
  return { verdict: 'open', commitments: clock.sources };
}

function severityAt(rules: PlanClockRules, events: readonly SubjectEvent[], at: Instant): string | null {
  const known = events.findLast((event) => event.fields != null && event.at <= at);
  return severityOf(rules.plan, known?.fields ?? {}) ?? null;
}

function monthOf(zone: Zone, at: Instant): string {
  const { year, month } = civilOf(zone.dayAt(at));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
