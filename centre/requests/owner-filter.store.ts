import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { RequestListQuery } from './request-list.schema.ts';

/** Who does more than this is asked of each request as the list comes to it: it soon has a page full. */
const NAMED_AT_MOST = 1_000;

/** Whose work a request is, as a condition on `request`. */
export async function ownerFilter(
  tx: Transaction<Tables>,
  owner: NonNullable<RequestListQuery['owner']>,
  actor: Actor,
): Promise<RawBuilder<SqlBool>> {
  // A unit answers for it from the start; whoever takes it up is a person, by name or by an order.
  if (owner === 'nobody')
    return sql`(request.owner_person_id is null and not request.details ? 'engineerId' and not exists (select 1 from pledge.task_order o
      where o.provider_id = request.provider_id and o.request_id = request.id and o.state <> 'withdrawn'))`;
  const units = actor.positions.map((held) => held.unitId).filter((id) => id !== null);
  if (owner === 'unit') return sql`request.owner_unit_id = any(${units}::uuid[])`;
  if (actor.personId === null) return sql`false`;
  const few = await fewOf(tx, actor.personId);
  if (few !== null) return sql`request.id = any(${[...few]}::uuid[])`;
  return sql`(request.owner_person_id = ${actor.personId}::uuid or exists (select 1 from pledge.task_order o join pledge.task_assignee a on a.provider_id = o.provider_id and a.task_order_id = o.id
    where o.provider_id = request.provider_id and o.request_id = request.id and a.person_id = ${actor.personId}::uuid))`;
}

/** The requests that a person does, where they are few: null where there are more than `NAMED_AT_MOST`. */
async function fewOf(tx: Transaction<Tables>, personId: string): Promise<readonly string[] | null> {
  const most = sql.lit(NAMED_AT_MOST + 1);
  const { rows } = await sql<{ id: string }>`
    (select id from pledge.service_request where provider_id = pledge.current_provider() and owner_person_id = ${personId}::uuid limit ${most})
    union (select o.request_id from pledge.task_assignee a join pledge.task_order o on o.provider_id = a.provider_id and o.id = a.task_order_id
      where a.provider_id = pledge.current_provider() and a.person_id = ${personId}::uuid limit ${most})`.execute(tx);
  return rows.length > NAMED_AT_MOST ? null : rows.map(({ id }) => id);
}
