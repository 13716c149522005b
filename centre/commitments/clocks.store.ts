import type { Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { isBroughtByTime, outcomesOf, type Outcome } from './outcomes.rules.ts';
import { clockRulesOf } from './plan-rules.ts';
import { clocksOfSubject, limitText } from './subject-clocks.rules.ts';
import type { SubjectClock, SubjectEvent } from './subject-clocks.schema.ts';

export interface ClockOnSubject {
  readonly subject: { readonly kind: string; readonly id: string };
  readonly clock: SubjectClock;
}

/** Whose clocks they are: copied into each row, so that registers and reports group without joining. */
interface ClockOwner {
  readonly provider_id: string;
  readonly customer_id: string | null;
  readonly project_id: string | null;
  readonly site_id: string | null;
  readonly request_id: string;
  readonly plan_id: string;
  readonly owner_unit_id: string | null;
  readonly owner_person_id: string | null;
}

export interface SubjectHistory {
  readonly kind: string;
  readonly id: string;
  readonly events: SubjectEvent[];
}

/** What the clocks of a request and of all that hangs on it were told, subject by subject, in the order of R13. */
export async function historiesOf(tx: Transaction<Tables>, requestId: string): Promise<SubjectHistory[]> {
  const rows = await tx
    .selectFrom('pledge.clock_event')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('at')
    .orderBy('recorded_at')
    .orderBy('seq')
    .execute();
  const subjects = new Map<string, SubjectHistory>();
  for (const row of rows) {
    const key = `${row.subject_kind}/${row.subject_id}`;
    const subject = subjects.get(key) ?? { kind: row.subject_kind, id: row.subject_id, events: [] };
    subject.events.push({
      type: row.type,
      at: instant(row.at),
      recordedAt: instant(row.recorded_at),
      seq: row.seq,
      reason: row.reason,
      fields: row.fields,
      automatic: row.automatic,
    });
    subjects.set(key, subject);
  }
  return [...subjects.values()];
}

/** Every clock of a request and of what hangs on it, as of an instant: computed from the events, never from the cache. */
export async function clocksOfRequest(
  tx: Transaction<Tables>,
  request: { id: string; planId: string },
  asOf: Instant,
): Promise<ClockOnSubject[]> {
  const rules = clockRulesOf(await planById(tx, request.planId));
  const histories = await historiesOf(tx, request.id);
  return histories.flatMap((subject) =>
    clocksOfSubject(rules, subject.kind, subject.events, asOf).map((clock) => ({
      subject: { kind: subject.kind, id: subject.id },
      clock,
    })),
  );
}

/**
 * Computes the clocks of a request anew after its events moved them, in the command's own transaction: the cache, the endings
 * with their verdicts, and when a worker must look next. `eventId` is the event that an ending is owed to.
 */
export async function refreshClocks(
  tx: Transaction<Tables>,
  about: { providerId: string; requestId: string; now: Instant; eventId: string },
): Promise<void> {
  const request = await tx
    .selectFrom('pledge.service_request')
    .select([
      'provider_id',
      'customer_id',
      'project_id',
      'site_id',
      'id as request_id',
      'plan_id',
      'owner_unit_id',
      'owner_person_id',
    ])
    .where('id', '=', about.requestId)
    .executeTakeFirstOrThrow();
  if (request.plan_id === null) return;
  const owner: ClockOwner = { ...request, plan_id: request.plan_id };
  const clocks = await clocksOfRequest(tx, { id: about.requestId, planId: owner.plan_id }, about.now);
  const recorded = await recordedOutcomes(tx, about.requestId);
  const endings = clocks.flatMap(({ subject, clock }) =>
    outcomesOf(clock, about.now)
      .filter((outcome) => !isBroughtByTime(outcome) && !recorded.has(keyOf(subject, clock, outcome)))
      .map((outcome) => ({ subject, clock, outcome })),
  );
  if (endings.length > 0) await recordOutcomes(tx, owner, { endings, eventId: about.eventId, now: about.now });
  await storeClocks(tx, owner, { clocks, recorded, now: about.now });
}

/** Replaces the cached rows of a request, and what its list row sorts by. */
export async function storeClocks(
  tx: Transaction<Tables>,
  owner: ClockOwner,
  state: { clocks: readonly ClockOnSubject[]; recorded: ReadonlySet<string>; now: Instant },
): Promise<void> {
  await tx.deleteFrom('pledge.clock').where('request_id', '=', owner.request_id).execute();
  if (state.clocks.length > 0)
    await tx
      .insertInto('pledge.clock')
      .values(state.clocks.map((entry) => rowOf(entry, owner, state)))
      .execute();
  const open = state.clocks.filter(
    ({ clock }) => clock.state === 'running' && clock.answer.dueAt !== null && clock.countsForCommitments,
  );
  // A breach that is still open is not the next thing to fall due: it already fell.
  const due = open.filter(({ clock }) => !clock.answer.breached).map(({ clock }) => clock.answer.dueAt as Instant);
  await tx
    .updateTable('pledge.service_request')
    .set({ next_due_at: due.length === 0 ? null : formatInstant(instant(Math.min(...due))) })
    .where('id', '=', owner.request_id)
    .execute();
}

function rowOf({ subject, clock }: ClockOnSubject, owner: ClockOwner, state: { recorded: ReadonlySet<string>; now: Instant }) {
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

export function keyOf(
  subject: { kind: string; id: string },
  clock: { clock: string; cycle: number },
  outcome: { verdict: string },
): string {
  return `${subject.kind}/${subject.id}/${clock.clock}/${clock.cycle}/${outcome.verdict}`;
}

export async function recordedOutcomes(tx: Transaction<Tables>, requestId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('pledge.clock_outcome')
    .select(['subject_kind', 'subject_id', 'clock', 'cycle', 'verdict'])
    .where('request_id', '=', requestId)
    .execute();
  return new Set(rows.map((row) => keyOf({ kind: row.subject_kind, id: row.subject_id }, row, row)));
}

/** Writes verdicts once each; one that is there already stays as it was first recorded. */
export async function recordOutcomes(
  tx: Transaction<Tables>,
  owner: ClockOwner,
  write: {
    endings: readonly { subject: ClockOnSubject['subject']; clock: SubjectClock; outcome: Outcome }[];
    eventId: string;
    now: Instant;
  },
): Promise<void> {
  await tx
    .insertInto('pledge.clock_outcome')
    .values(
      write.endings.map(({ subject, clock, outcome }) => ({
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
        commitments: [...clock.sources],
        limit_text: limitText(clock.definition),
        due_at: text(clock.answer.dueAt),
        late_seconds:
          clock.answer.breachedAt !== null && clock.endedAt !== null
            ? Math.floor((clock.endedAt - clock.answer.breachedAt) / 1000)
            : null,
        event_id: write.eventId,
        recorded_at: formatInstant(write.now),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
