import type { Insertable, Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { pieces } from '#platform/db/pieces.ts';
import { later } from '#platform/db/pool.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import {
  clocksOfHistories,
  keyOf,
  type ClockEnding,
  type ClockMemory,
  type ClockOnSubject,
  type HeardEvent,
  type MovedClocks,
} from './moved-clocks.rules.ts';
import { isBroughtByTime, outcomesOf } from './outcomes.rules.ts';
import { historiesOf, historiesOfRequests } from './histories.store.ts';
import { rulesThrough } from './plan-rules.ts';
import { limitText } from './subject-clocks.rules.ts';

/** Whose clocks they are: copied into each row, so that registers and reports group without joining. */
export interface ClockOwner {
  readonly provider_id: string;
  readonly customer_id: string | null;
  readonly project_id: string | null;
  readonly site_id: string | null;
  readonly request_id: string;
  readonly plan_id: string;
  readonly owner_unit_id: string | null;
  readonly owner_person_id: string | null;
}

/** What the next event of a request is judged by; read under the request's lock. */
export async function clockMemoryOf(tx: Transaction<Tables>, requestId: string): Promise<ClockMemory> {
  const [histories, recorded] = await Promise.all([historiesOf(tx, requestId), recordedOutcomes(tx, requestId)]);
  return { histories, recorded };
}

/** Every clock of a request and of what hangs on it, as of an instant: computed from the events, never from the cache. */
export async function clocksOfRequest(
  tx: Transaction<Tables>,
  request: { id: string; planId: string },
  asOf: Instant,
): Promise<ClockOnSubject[]> {
  return (await clocksOfRequests(tx, [request], asOf)).get(request.id) ?? [];
}

/** The same of many requests, by their ids. */
export async function clocksOfRequests(
  tx: Transaction<Tables>,
  requests: readonly { readonly id: string; readonly planId: string }[],
  asOf: Instant,
): Promise<Map<string, ClockOnSubject[]>> {
  const planIds = [...new Set(requests.map(({ planId }) => planId))];
  const [plans, histories] = await Promise.all([
    Promise.all(planIds.map(async (id) => [id, await planById(tx, id)] as const)),
    historiesOfRequests(
      tx,
      requests.map(({ id }) => id),
    ),
  ]);
  const planOf = new Map(plans);
  const clocks = new Map<string, ClockOnSubject[]>();
  for (const { id, planId } of requests) {
    const plan = planOf.get(planId);
    const told = histories.get(id) ?? [];
    if (plan !== undefined) clocks.set(id, clocksOfHistories(await rulesThrough(tx, plan, { histories: told }), told, asOf));
  }
  return clocks;
}

/** Whose clocks were told something. */
type Told = Pick<ClockOwner, 'provider_id' | 'customer_id' | 'request_id'>;
/** What was heard, by which event; `place` keeps the order within it. */
type HeardByEvent = HeardEvent & { readonly eventId: string; readonly place: number };

/** Writes what the clocks of a request were told, a row per name and subject it concerns. */
export function writeHeard(tx: Transaction<Tables>, owner: Told, heard: readonly HeardByEvent[]): void {
  insertHeard(
    tx,
    heard.map((one) => heardRow(owner, one)),
  );
}

/** Writes what clocks of many requests were told, in order. */
export function insertHeard(tx: Transaction<Tables>, rows: readonly Insertable<Tables['pledge.clock_event']>[]): void {
  for (const part of pieces(rows)) later(tx, tx.insertInto('pledge.clock_event').values(part));
}

/** The row of what a subject heard. */
export function heardRow(
  owner: Told,
  { subject, eventId, place, type, at, recordedAt, reason, automatic, fields }: HeardByEvent,
): Insertable<Tables['pledge.clock_event']> {
  return {
    provider_id: owner.provider_id,
    subject_kind: subject.kind,
    subject_id: subject.id,
    event_id: eventId,
    place,
    customer_id: owner.customer_id,
    request_id: owner.request_id,
    type,
    at: formatInstant(at),
    recorded_at: formatInstant(recordedAt),
    reason: reason ?? null,
    automatic: automatic ?? false,
    fields: fields === null || fields === undefined ? null : JSON.stringify(fields),
  };
}

/**
 * Stores the clocks of a request as they stand after its events, in the command's own transaction: the endings with their verdicts,
 * the cache, and when a worker must look next. `eventId` is the event that an ending is owed to.
 */
export function writeMovedClocks(
  tx: Transaction<Tables>,
  owner: ClockOwner,
  moved: MovedClocks & { readonly eventId: string; readonly now: Instant; readonly isNew: boolean },
): void {
  recordOutcomes(tx, owner, { endings: moved.endings, eventId: moved.eventId, now: moved.now });
  storeClocks(tx, owner, moved);
}

/** Replaces the cached rows of a request. */
export function storeClocks(
  tx: Transaction<Tables>,
  owner: ClockOwner,
  state: { clocks: readonly ClockOnSubject[]; recorded: ReadonlySet<string>; now: Instant; isNew: boolean },
): void {
  if (!state.isNew) later(tx, tx.deleteFrom('pledge.clock').where('request_id', '=', owner.request_id));
  for (const part of pieces(state.clocks))
    later(tx, tx.insertInto('pledge.clock').values(part.map((entry) => clockRow(entry, owner, state))));
}

/** The cached row of a clock. `recorded`: the verdicts on record, by `keyOf`; the others that time has brought wake a worker. */
export function clockRow(
  { subject, clock }: ClockOnSubject,
  owner: ClockOwner,
  state: { recorded: ReadonlySet<string>; now: Instant },
) {
  const { answer } = clock;
  const unrecorded = outcomesOf(clock, state.now)
    .filter((outcome) => isBroughtByTime(outcome) && !state.recorded.has(keyOf(subject, clock, outcome)))
    .map((outcome) => outcome.at);
  const wakes = [...unrecorded, ...(clock.nextWakeAt === null ? [] : [clock.nextWakeAt])];
  return {
    provider_id: owner.provider_id,
    subject_kind: subject.kind,
    subject_id: subject.id,
    clock: clock.clock,
    cycle: clock.cycle,
    customer_id: owner.customer_id,
    project_id: owner.project_id,
    site_id: owner.site_id,
    request_id: owner.request_id,
    plan_id: owner.plan_id,
    state: clock.state,
    limit_text: limitText(clock.definition),
    unit: clock.definition.unit ?? null,
    calendar: clock.definition.calendar,
    limit_seconds: clock.limitSeconds,
    elapsed_seconds: answer.elapsedSeconds,
    remaining_seconds: answer.remainingSeconds,
    started_at: formatInstant(clock.startedAt),
    due_at: text(answer.dueAt),
    stopped_at: text(clock.endedAt),
    breached: answer.breached,
    breached_at: text(answer.breachedAt),
    past_breaches: JSON.stringify(answer.pastBreaches.map(({ limit, breachedAt }) => ({ limit, breachedAt }))),
    warn_at: JSON.stringify(clock.warnAt),
    paused_for: [...clock.pausedFor],
    cancel_cause: clock.cancelCause,
    provisional: answer.provisional,
    counts: clock.countsForCommitments,
    commitments: [...clock.sources],
    next_at: wakes.length === 0 ? null : formatInstant(instant(Math.min(...wakes))),
  };
}

function text(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}

export async function recordedOutcomes(tx: Transaction<Tables>, requestId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('pledge.clock_outcome')
    .select(['subject_kind', 'subject_id', 'clock', 'cycle', 'verdict'])
    .where('request_id', '=', requestId)
    .execute();
  return new Set(rows.map((row) => keyOf({ kind: row.subject_kind, id: row.subject_id }, row, row)));
}

/** Writes the verdicts that a request owes to an event. */
export function recordOutcomes(
  tx: Transaction<Tables>,
  owner: ClockOwner,
  write: { endings: readonly ClockEnding[]; eventId: string; now: Instant },
): void {
  insertOutcomes(
    tx,
    write.endings.map((ending) => outcomeRow(ending, owner, write)),
  );
}

/** Writes verdicts once each; one that is there already stays as it was first recorded. */
export function insertOutcomes(tx: Transaction<Tables>, rows: readonly Insertable<Tables['pledge.clock_outcome']>[]): void {
  for (const part of pieces(rows))
    later(
      tx,
      tx
        .insertInto('pledge.clock_outcome')
        .values(part)
        .onConflict((conflict) => conflict.doNothing()),
    );
}

/** The row of a verdict. */
export function outcomeRow(
  { subject, clock, outcome }: ClockEnding,
  owner: ClockOwner,
  owed: { readonly eventId: string; readonly now: Instant },
): Insertable<Tables['pledge.clock_outcome']> {
  const { breachedAt, dueAt } = clock.answer;
  return {
    provider_id: owner.provider_id,
    subject_kind: subject.kind,
    subject_id: subject.id,
    clock: clock.clock,
    cycle: clock.cycle,
    verdict: outcome.verdict,
    at: formatInstant(outcome.at),
    customer_id: owner.customer_id,
    project_id: owner.project_id,
    site_id: owner.site_id,
    unit_id: owner.owner_unit_id,
    person_id: owner.owner_person_id,
    request_id: owner.request_id,
    plan_id: owner.plan_id,
    commitments: [...outcome.commitments],
    limit_text: outcome.limit ?? limitText(clock.definition),
    due_at: text(outcome.limit === undefined ? dueAt : outcome.at),
    late_seconds: breachedAt !== null && clock.endedAt !== null ? Math.floor((clock.endedAt - breachedAt) / 1000) : null,
    cause: outcome.verdict === 'cancelled' ? clock.cancelCause : null,
    event_id: owed.eventId,
    recorded_at: formatInstant(owed.now),
  };
}
