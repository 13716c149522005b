import type { Transaction } from 'kysely';
import { commitmentsOfGate, planById, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { later } from '#platform/db/pool.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { GateBreachView } from './clock-view.schema.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import type { ClockOwner } from './clocks.store.ts';
import type { ClockSubject } from './moved-clocks.rules.ts';

/** Clocks count their cycles from 1: an outcome of none is a gate's. */
export const NO_CYCLE = 0;

/** Something that a guard asks for did not come in the plan's time. */
export interface GateBreach {
  readonly guard: string;
  readonly subject: ClockSubject;
  /** When the time was over. */
  readonly at: Instant;
  /** When it came; null while it has not. */
  readonly doneAt: Instant | null;
  readonly limit: string | null;
  readonly eventId: string;
}

/** Records what broke, once for each subject, against the commitments that the plan names for the guard; a gate that is off serves none. */
export function recordGateBreaches(
  tx: Transaction<Tables>,
  owner: ClockOwner,
  write: { breaches: readonly GateBreach[]; plan: Pick<ServicePlan, 'gates'>; now: Instant },
): void {
  const rows = write.breaches.flatMap((breach) => {
    const commitments = commitmentsOfGate(write.plan, breach.guard);
    return commitments === 'off' ? [] : [rowOf(owner, breach, { commitments, now: write.now })];
  });
  if (rows.length === 0) return;
  later(
    tx,
    tx
      .insertInto('pledge.clock_outcome')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

function rowOf(owner: ClockOwner, breach: GateBreach, behind: { commitments: readonly string[]; now: Instant }) {
  return {
    provider_id: owner.provider_id,
    subject_kind: breach.subject.kind,
    subject_id: breach.subject.id,
    clock: breach.guard,
    cycle: NO_CYCLE,
    verdict: 'breached',
    at: formatInstant(breach.at),
    customer_id: owner.customer_id,
    project_id: owner.project_id,
    site_id: owner.site_id,
    unit_id: owner.owner_unit_id,
    person_id: owner.owner_person_id,
    request_id: owner.request_id,
    plan_id: owner.plan_id,
    commitments: [...behind.commitments],
    limit_text: breach.limit,
    due_at: formatInstant(breach.at),
    late_seconds: breach.doneAt === null ? null : Math.floor((breach.doneAt - breach.at) / 1000),
    cause: null,
    event_id: breach.eventId,
    recorded_at: formatInstant(behind.now),
  };
}

/** What broke so on each of the requests. */
export async function gateBreachesOf(
  tx: Transaction<Tables>,
  requestIds: readonly string[],
): Promise<Map<string, (GateBreachView & { readonly eventId: string; readonly lateSeconds: number | null })[]>> {
  const found: Awaited<ReturnType<typeof gateBreachesOf>> = new Map();
  if (requestIds.length === 0) return found;
  const rows = await tx
    .selectFrom('pledge.clock_outcome')
    .selectAll()
    .where('request_id', 'in', [...requestIds])
    .where('cycle', '=', NO_CYCLE)
    .orderBy('at')
    .execute();
  for (const row of rows) {
    const { plan } = await planById(tx, row.plan_id);
    const breach = {
      guard: row.clock,
      name: clockName(row.clock, plan),
      subject: { kind: row.subject_kind, id: row.subject_id },
      at: formatInstant(instant(row.at)),
      limit: row.limit_text,
      commitments: row.commitments,
      eventId: row.event_id,
      lateSeconds: row.late_seconds,
    };
    found.set(row.request_id, [...(found.get(row.request_id) ?? []), breach]);
  }
  return found;
}
