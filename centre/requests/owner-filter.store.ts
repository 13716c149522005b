import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { FewOrEach } from './few-or-each.store.ts';
import type { RequestListQuery } from './request-list.schema.ts';

/** Whose work a request is, as a condition on `request`. */
export function ownerFilter(actor: Actor, query: Pick<RequestListQuery, 'owner' | 'state'>): RawBuilder<SqlBool> | FewOrEach {
  const { owner } = query;
  // A unit answers for it from the start; whoever takes it up is a person, by name or by an order.
  if (owner === 'nobody')
    return sql`(request.owner_person_id is null and not request.details ? 'engineerId' and not exists (select 1 from pledge.task_order o
      where o.provider_id = request.provider_id and o.request_id = request.id and o.state <> 'withdrawn'))`;
  const units = actor.positions.map((held) => held.unitId).filter((id) => id !== null);
  // Who is bound to no unit has none of theirs; asked of each request, all that is open would be walked through to find none.
  if (owner === 'unit') return units.length === 0 ? sql`false` : sql`request.owner_unit_id = any(${units}::uuid[])`;
  if (actor.personId === null) return sql`false`;
  const me = sql`${actor.personId}::uuid`;
  const open = query.state === 'open' ? sql`and doer.closed_at is null` : sql``;
  return {
    found: [
      sql`select doer.request_id from pledge.request_doer doer where doer.provider_id = pledge.current_provider() and doer.person_id = ${me} ${open}`,
    ],
    // `offset 0`: else the planner may gather all there are, to look each request up among them.
    each: sql`exists (select 1 from pledge.request_doer doer
      where doer.provider_id = request.provider_id and doer.request_id = request.id and doer.person_id = ${me} offset 0)`,
  };
}

/** What a person does, as the tables of a query and the order of receipt in it. */
export interface EndOfDoer {
  readonly from: RawBuilder<unknown>;
  readonly receivedAt: RawBuilder<unknown>;
}

/**
 * Requests in the order of their receipt that are somebody's work: read from their end of what they do, so that the newest of a person
 * are as near as the newest of all. Rows under the alias `request`.
 */
export function receivedBy(personId: string): EndOfDoer {
  return {
    from: sql`pledge.request_doer mine join pledge.service_request request on request.provider_id = mine.provider_id and request.id = mine.request_id
      and mine.provider_id = pledge.current_provider() and mine.person_id = ${personId}::uuid`,
    receivedAt: sql`mine.received_at`,
  };
}
