import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { historiesOfRequests } from '../histories.store.ts';
import { keyOf, type ClockMemory } from '../moved-clocks.rules.ts';
import type { ClockOwner } from '../clocks.store.ts';

/** A request with what its clocks were told, as a recount reads many at once. */
export interface OpenRequest {
  readonly owner: ClockOwner;
  readonly flow: string;
  readonly kind: string | null;
  readonly severity: string | null;
  readonly nextDueAt: number | null;
  readonly end: { readonly seq: number; readonly hash: Buffer | null };
  readonly memory: ClockMemory;
}

/** Reads requests by their ids, each with its clocks' memory; `lock` holds their rows until the end of the transaction. */
export async function openRequests(
  tx: Transaction<Tables>,
  ids: readonly string[],
  options: { lock: boolean },
): Promise<OpenRequest[]> {
  const these = sql<boolean>`request_id = any(${[...ids]}::uuid[])`;
  const query = tx
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
      'flow',
      'kind',
      'severity',
      'next_due_at',
      'seq',
      'last_hash',
    ])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id');
  // In one message, in this order: what is read of clocks is read with the rows held.
  const [rows, told, outcomes] = await Promise.all([
    (options.lock ? query.forUpdate() : query).execute(),
    historiesOfRequests(tx, ids),
    tx
      .selectFrom('pledge.clock_outcome')
      .select(['request_id', 'subject_kind', 'subject_id', 'clock', 'cycle', 'verdict'])
      .where(these)
      .execute(),
  ]);
  const ended = Map.groupBy(outcomes, (outcome) => outcome.request_id);
  return rows.flatMap((row) => {
    const { plan_id: planId, flow, kind, severity, next_due_at: nextDueAt, seq, last_hash: hash, ...owner } = row;
    if (planId === null) return [];
    const recorded = (ended.get(row.request_id) ?? []).map((one) =>
      keyOf({ kind: one.subject_kind, id: one.subject_id }, one, one),
    );
    const memory = { histories: told.get(row.request_id) ?? [], recorded: new Set(recorded) };
    return [{ owner: { ...owner, plan_id: planId }, flow, kind, severity, nextDueAt, end: { seq, hash }, memory }];
  });
}
