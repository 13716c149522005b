import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { fewOrEach } from './few-or-each.store.ts';
import type { RequestListQuery } from './request-list.schema.ts';

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
  const me = sql`${actor.personId}::uuid`;
  const named = sql`pledge.task_order o join pledge.task_assignee a on a.provider_id = o.provider_id and a.task_order_id = o.id and a.person_id = ${me}`;
  return fewOrEach(tx, {
    found: [
      sql`select id from pledge.service_request where provider_id = pledge.current_provider() and owner_person_id = ${me}`,
      sql`select o.request_id from ${named} where a.provider_id = pledge.current_provider()`,
    ],
    // `offset 0`: else the planner may gather all orders there are, to look each request up among them.
    each: sql`(request.owner_person_id = ${me} or exists (select 1 from ${named} where o.provider_id = request.provider_id and o.request_id = request.id offset 0))`,
  });
}
