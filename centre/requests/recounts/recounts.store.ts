import { sql, type Selectable, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import { listPage, type ListPage } from '../list-page.store.ts';
import { visibleRequests } from '../visibility.ts';
import type { ChangesQuery } from './recounts.schema.ts';

type Tx = Transaction<Tables>;
const LISTED = 50;

export type RecountRow = Selectable<Tables['pledge.clock_recount']> & {
  readonly person: string | null;
  readonly code: string | null;
  readonly revision: number | null;
  readonly project: { readonly zh: string; readonly en: string } | null;
};

function recounts(tx: Tx) {
  return tx
    .selectFrom('pledge.clock_recount as recount')
    .leftJoin('pledge.person as person', 'person.id', 'recount.person_id')
    .leftJoin('pledge.service_plan as plan', 'plan.id', 'recount.plan_id')
    .leftJoin('pledge.project as project', 'project.id', 'recount.project_id')
    .selectAll('recount')
    .select(['person.name as person', 'plan.code', 'plan.revision', 'project.name as project']);
}

/** The latest first. */
export function listRecounts(tx: Tx): Promise<RecountRow[]> {
  return recounts(tx).orderBy('recount.asked_at', 'desc').orderBy('recount.id', 'desc').limit(LISTED).execute();
}

export function findRecount(tx: Tx, id: string): Promise<RecountRow | undefined> {
  return recounts(tx).where('recount.id', '=', id).executeTakeFirst();
}

export type ChangeRow = Pick<
  Selectable<Tables['pledge.clock_change']>,
  | 'id'
  | 'request_id'
  | 'clock'
  | 'plan_id'
  | 'state'
  | 'cancel_cause'
  | 'due_before'
  | 'due_after'
  | 'remaining_before'
  | 'remaining_after'
  | 'limit_before'
  | 'limit_after'
  | 'calendar_after'
  | 'days'
  | 'breached_at'
> & { readonly number: string };

/** What a recount changed, request by request, of those that the actor may see. */
export function changesOf(
  tx: Tx,
  actor: Actor,
  asked: { readonly recountId: string; readonly query: ChangesQuery; readonly now: Instant },
): Promise<ListPage<ChangeRow> | Refusal> {
  return listPage<ChangeRow>(tx, {
    columns: sql`change.id, change.request_id, request.number, change.clock, change.plan_id, change.state, change.cancel_cause,
      change.due_before, change.due_after, change.remaining_before, change.remaining_after, change.limit_before, change.limit_after,
      change.calendar_after, change.days, change.breached_at`,
    from: sql`pledge.clock_change change
      join pledge.service_request request on request.provider_id = change.provider_id and request.id = change.request_id`,
    conditions: [
      sql<boolean>`change.recount_id = ${asked.recountId}`,
      ...(asked.query.breached === undefined ? [] : [sql<boolean>`change.breached_at is not null`]),
      visibleRequests(actor, asked.now),
    ],
    order: sql`change.request_id, change.id`,
    after: ({ value, id }) => sql<boolean>`(change.request_id, change.id) > (${value}::uuid, ${id}::uuid)`,
    placeOf: ({ request_id: value, id }) => ({ value, id }),
    query: asked.query,
  });
}

/** The numbers of those of these requests that the actor may see. */
export async function numbersOf(
  tx: Tx,
  actor: Actor,
  asked: { readonly requestIds: readonly string[]; readonly now: Instant },
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`select request.id, request.number from pledge.service_request request
    where request.id = any(${[...asked.requestIds]}::uuid[]) and ${visibleRequests(actor, asked.now)}`.execute(tx);
  return new Map(rows.map(({ id, number }) => [id, number]));
}
