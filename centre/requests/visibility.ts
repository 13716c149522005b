import { sql, type Expression, type SqlBool } from 'kysely';
import type { Actor, PositionHeld } from '#centre/people/actor.schema.ts';
import { readingScopes } from '#centre/people/index.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';

/**
 * Which requests an actor may see, as a condition inside the query: lists, counts, search and streams ask it alike.
 * It says the same as `may(actor, 'read', 'serviceRequest', …)` of each row. `table` is the alias of `service_request`.
 */
export function visibleRequests(actor: Actor, now: Instant, table = 'request'): Expression<SqlBool> {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  const ways = actor.positions.flatMap((held) =>
    readingScopes(held.position, 'serviceRequest').map((scope) => conditionOf(actor, held, { scope, table, now })),
  );
  if (ways.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}

function conditionOf(actor: Actor, held: PositionHeld, way: { scope: string; table: string; now: Instant }) {
  const row = sql.raw(way.table);
  const bound = [
    ...(held.projectId === null ? [] : [sql`${row}.project_id = ${held.projectId}::uuid`]),
    ...(held.siteId === null ? [] : [sql`${row}.site_id = ${held.siteId}::uuid`]),
    ...(held.unitId === null || way.scope === 'all' ? [] : [unitServes(row, held.unitId)]),
  ];
  const reach = bound.length === 0 ? sql`true` : sql`(${sql.join(bound, sql` and `)})`;
  const assigned = sql`(${row}.owner_person_id = ${actor.personId}::uuid or ${row}.details->>'engineerId' = ${actor.personId}
    or exists (select 1 from pledge.task_order o join pledge.task_assignee a on a.provider_id = o.provider_id and a.task_order_id = o.id
               where o.provider_id = ${row}.provider_id and o.request_id = ${row}.id and a.person_id = ${actor.personId}::uuid))`;
  switch (way.scope) {
    case 'all':
    case 'house':
      return reach;
    case 'assigned':
    case 'own':
      return assigned;
    case 'onCall':
      return sql`(${reach} and exists (select 1 from pledge.on_call_shift s where s.provider_id = ${row}.provider_id and s.person_id = ${actor.personId}::uuid and ${formatInstant(way.now)}::timestamptz >= s.from_at and ${formatInstant(way.now)}::timestamptz < s.to_at))`;
    default:
      return actor.kind === 'staff' ? sql`(${reach} or ${assigned})` : reach;
  }
}

/** The unit, or one below it, serves the site or owns the request. */
function unitServes(row: ReturnType<typeof sql.raw>, unitId: string) {
  return sql`exists (
    with recursive below as (
      select provider_id, id from pledge.org_unit where provider_id = ${row}.provider_id and id = ${unitId}::uuid
      union all select child.provider_id, child.id from pledge.org_unit child join below on child.provider_id = below.provider_id and child.parent_id = below.id
    )
    select 1 from below left join pledge.site s on s.provider_id = ${row}.provider_id and s.id = ${row}.site_id
    where below.id = ${row}.owner_unit_id or below.id = s.serving_unit_id)`;
}
