import { sql, type Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { ClockView } from './clock-view.schema.ts';
import { clockViewOf, type ClockFacts, type ViewOfClocks } from './clock-views.ts';
import type { ClockOnSubject } from './moved-clocks.rules.ts';
import { clockRulesOf } from './plan-rules.ts';
import { limitText } from './subject-clocks.rules.ts';

/** A computed clock as facts of a view. */
export function factsOf({ subject, clock }: ClockOnSubject): ClockFacts {
  const { answer } = clock;
  return {
    id: clock.clock,
    subject,
    cycle: clock.cycle,
    commitments: clock.sources,
    state: clock.state,
    limit: typeof clock.definition.limit === 'string' ? limitText(clock.definition) : null,
    unit: clock.definition.unit ?? null,
    calendar: clock.definition.calendar,
    limitSeconds: clock.limitSeconds,
    elapsedSeconds: answer.elapsedSeconds,
    startedAt: clock.startedAt,
    dueAt: answer.dueAt,
    stoppedAt: clock.endedAt,
    breached: answer.breached,
    breachedAt: answer.breachedAt,
    pastBreaches: answer.pastBreaches,
    warnAt: clock.warnAt,
    pausedFor: clock.pausedFor,
    cancelCause: clock.cancelCause,
    provisional: answer.provisional,
  };
}

/** The strips of many requests from the cache: one query, counted on to this moment. Clocks that were never owed are left out. */
export async function clockStrips(
  tx: Transaction<Tables>,
  requestIds: readonly string[],
  now: Instant,
): Promise<Map<string, ClockView[]>> {
  const strips = new Map<string, ClockView[]>(requestIds.map((id) => [id, []]));
  if (requestIds.length === 0) return strips;
  const rows = await tx
    .selectFrom('pledge.clock')
    .selectAll()
    .where(sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`)
    .where('counts', '=', true)
    // What was called off in time is nobody's deadline and stands in no row.
    .where((or) =>
      or.or([or('state', '<>', 'cancelled'), or('breached', '=', true), or(sql`past_breaches`, '<>', sql`'[]'::jsonb`)]),
    )
    .execute();
  const plans = new Map<string, ViewOfClocks>();
  for (const planId of new Set(rows.map((row) => row.plan_id))) {
    const stored = await planById(tx, planId);
    plans.set(planId, { rules: clockRulesOf(stored), plan: stored.plan, now });
  }
  for (const row of rows) {
    const about = plans.get(row.plan_id);
    if (about === undefined) continue;
    const facts: ClockFacts = {
      id: row.clock,
      subject: { kind: row.subject_kind, id: row.subject_id },
      cycle: row.cycle,
      commitments: row.commitments,
      state: row.state as ClockFacts['state'],
      limit: row.limit_text?.startsWith('P') ? row.limit_text : null,
      unit: row.unit as ClockFacts['unit'],
      calendar: row.calendar,
      limitSeconds: row.limit_seconds,
      elapsedSeconds: row.elapsed_seconds,
      startedAt: row.started_at,
      dueAt: row.due_at,
      stoppedAt: row.stopped_at,
      breached: row.breached,
      breachedAt: row.breached_at,
      pastBreaches: row.past_breaches,
      warnAt: row.warn_at,
      pausedFor: row.paused_for,
      cancelCause: row.cancel_cause,
      provisional: row.provisional,
    };
    strips.get(row.request_id)?.push(clockViewOf(facts, about));
  }
  return strips;
}
