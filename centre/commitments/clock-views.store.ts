import { sql, type Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { ClockView } from './clock-view.schema.ts';
import { clockViewOf, markNow, type ClockFacts, type ViewOfClocks } from './clock-views.ts';
import type { ClockOnSubject } from './moved-clocks.rules.ts';
import { clockRulesOf } from './plan-rules.ts';
import { isPressing, marksOf, shownInRow, type RowOfClocks } from './strip-order.rules.ts';
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

/** The strips of requests from the cache: one query, counted on to this moment. Clocks that were never owed are left out. */
export async function clockStrips(
  tx: Transaction<Tables>,
  requestIds: readonly string[],
  now: Instant,
): Promise<Map<string, ClockView[]>> {
  const known = await factsOfRequests(tx, { requestIds, unbegun: true, now });
  return new Map([...known].map(([id, facts]) => [id, facts.map((one) => clockViewOf(one.facts, one.about))]));
}

/** The same as the rows of a list show it. What has not begun stands in no row, and what is only counted is not made ready to be shown. */
export async function clockRows(
  tx: Transaction<Tables>,
  requestIds: readonly string[],
  now: Instant,
): Promise<Map<string, RowOfClocks>> {
  const known = await factsOfRequests(tx, { requestIds, unbegun: false, now });
  return new Map([...known].map(([id, facts]) => [id, rowOf(facts)]));
}

function rowOf(known: readonly FactsAsOf[]): RowOfClocks {
  const marked = known.map((one) => ({ ...one, mark: markNow(one.facts, one.about), dueAt: one.facts.dueAt }));
  const { next, further } = shownInRow(marked);
  const shown = next === null ? further : [next, ...further];
  return {
    clocks: shown.map(({ facts, about }) => clockViewOf(facts, about)),
    marks: marksOf(marked),
    pressing: marked.some(({ mark, facts }) => isPressing(mark) && facts.stoppedAt === null),
  };
}

interface FactsAsOf {
  readonly facts: ClockFacts;
  readonly about: ViewOfClocks;
}

async function factsOfRequests(
  tx: Transaction<Tables>,
  asked: { readonly requestIds: readonly string[]; readonly unbegun: boolean; readonly now: Instant },
): Promise<Map<string, FactsAsOf[]>> {
  const known = new Map<string, FactsAsOf[]>(asked.requestIds.map((id) => [id, []]));
  if (asked.requestIds.length === 0) return known;
  const rows = await clocksOf(tx, asked);
  const plans = new Map<string, ViewOfClocks>();
  for (const planId of new Set(rows.map((row) => row.plan_id))) {
    const stored = await planById(tx, planId);
    plans.set(planId, { rules: clockRulesOf(stored), plan: stored.plan, now: asked.now });
  }
  for (const row of rows) {
    const about = plans.get(row.plan_id);
    if (about !== undefined) known.get(row.request_id)?.push({ facts: factsOfRow(row), about });
  }
  for (const facts of known.values()) facts.sort(asInPlan);
  return known;
}

/** As the plan has them, and not as the server happened to write them last. */
function asInPlan(one: FactsAsOf, other: FactsAsOf): number {
  const placeOf = ({ facts, about }: FactsAsOf): number => about.rules.clocks.findIndex(({ name }) => name === facts.id);
  const bySubject = one.facts.subject.id < other.facts.subject.id ? -1 : Number(one.facts.subject.id > other.facts.subject.id);
  return placeOf(one) - placeOf(other) || bySubject || one.facts.cycle - other.facts.cycle;
}

type ClockRow = Awaited<ReturnType<typeof clocksOf>>[number];

function clocksOf(tx: Transaction<Tables>, about: { readonly requestIds: readonly string[]; readonly unbegun: boolean }) {
  return (
    tx
      .selectFrom('pledge.clock')
      .select([
        'request_id',
        'plan_id',
        'clock',
        'subject_kind',
        'subject_id',
        'cycle',
        'commitments',
        'state',
        'limit_text',
        'unit',
        'calendar',
        'limit_seconds',
        'elapsed_seconds',
        'started_at',
        'due_at',
        'stopped_at',
        'breached',
        'breached_at',
        'past_breaches',
        'warn_at',
        'paused_for',
        'cancel_cause',
        'provisional',
      ])
      .where(sql<boolean>`request_id = any(${[...about.requestIds]}::uuid[])`)
      .where('counts', '=', true)
      // What was called off in time is nobody's deadline and stands nowhere; what has not begun stands in no row.
      .where((or) =>
        or.or([
          or('state', 'not in', about.unbegun ? ['cancelled'] : ['notStarted', 'cancelled']),
          or('breached', '=', true),
          or(sql`past_breaches`, '<>', sql`'[]'::jsonb`),
        ]),
      )
      .execute()
  );
}

function factsOfRow(row: ClockRow): ClockFacts {
  return {
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
}
