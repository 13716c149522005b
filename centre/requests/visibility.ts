import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, PositionHeld } from '#centre/people/actor.schema.ts';
import { positionsOf, readingScopes, RECOGNISES, type Scope } from '#centre/people/index.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { recordThings } from './rights-context.ts';

/**
 * Which requests an actor may see, as a condition inside the query: lists, counts, search and streams ask it alike.
 * It says the same as `mayReadRequest` of each row. `table` is the alias of `service_request`.
 */
export function visibleRequests(actor: Actor, now: Instant, table = 'request'): RawBuilder<SqlBool> {
  const seen = visible(actor, 'serviceRequest', { now, request: sql.raw(table), order: null });
  if (actor.kind !== 'customer' || actor.customerId === null) return seen;
  // The wall says so too, in words that no index can be asked by.
  return sql<SqlBool>`(${sql.raw(table)}.customer_id = ${actor.customerId}::uuid and ${seen})`;
}

/** Which records an actor may see: each form by its own row of the matrix, as `mayReadRecord` says. */
export function visibleRecords(actor: Actor, now: Instant): RawBuilder<SqlBool> {
  const about = { now, request: sql.raw('request'), order: sql.raw('record.task_order_id') };
  return either(recordThings.map((thing) => sql<SqlBool>`(record.form = ${thing} and ${visible(actor, thing, about)})`));
}

type VisibleThing = 'serviceRequest' | (typeof recordThings)[number];

interface Asked {
  readonly now: Instant;
  /** Alias of the request's table. */
  readonly request: RawBuilder<unknown>;
  /** The order that a record belongs to; null where the request itself is asked about. */
  readonly order: RawBuilder<unknown> | null;
}

function visible(actor: Actor, thing: VisibleThing, asked: Asked): RawBuilder<SqlBool> {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  return either(
    positionsOf(actor).flatMap((held) =>
      readingScopes(held.position, thing).map((scope) => reaches({ actor, held, thing, asked }, scope)),
    ),
  );
}

interface Standing {
  readonly actor: Actor;
  readonly held: PositionHeld;
  readonly thing: VisibleThing;
  readonly asked: Asked;
}

/** The scope of a right in SQL: each case as `SCOPE_REACHES` has it. */
function reaches(standing: Standing, scope: Scope): RawBuilder<SqlBool> {
  const { actor, held } = standing;
  const bound = bindingOf(standing);
  const given = actor.kind === 'staff' ? both(personally(standing), assigned(standing)) : NEVER;
  switch (scope) {
    case 'house':
      return sql<SqlBool>`true`;
    case 'all':
      return bound;
    case 'project':
      return either([bound, given]);
    case 'unit':
      return held.unitId !== null || (held.projectId === null && held.siteId === null) ? either([bound, given]) : given;
    case 'site':
      return held.siteId === null ? NEVER : bound;
    case 'own':
      return both(personally(standing), owned(standing));
    case 'assigned':
      return both(personally(standing), assigned(standing));
    case 'onCall':
      return both(personally(standing), onCall(standing));
  }
}

const NEVER = sql<SqlBool>`false`;

function either(ways: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return ways.length === 0 ? NEVER : sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}

function both(one: RawBuilder<SqlBool>, other: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${one} and ${other})`;
}

/** What the position is bound to contains the request; one without a project is in every dedicated service manager's. */
function bindingOf({ held, asked: { request } }: Standing): RawBuilder<SqlBool> {
  const bound = sql<SqlBool>`(${sql.join([...personalParts(held, request), ...unitPart(held, request), sql`true`], sql` and `)})`;
  return held.position === RECOGNISES ? sql<SqlBool>`(${request}.project_id is null or ${bound})` : bound;
}

/** The same without the unit: work, ownership and roster reach over its border. */
function personally({ held, asked: { request } }: Standing): RawBuilder<SqlBool> {
  const parts = personalParts(held, request);
  if (parts.length === 0) return sql<SqlBool>`true`;
  return sql<SqlBool>`(${request}.project_id is null or (${sql.join(parts, sql` and `)}))`;
}

function personalParts(held: PositionHeld, request: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    ...(held.projectId === null ? [] : [sql`${request}.project_id = ${held.projectId}::uuid`]),
    ...(held.siteId === null ? [] : [sql`${request}.site_id = ${held.siteId}::uuid`]),
  ];
}

function unitPart(held: PositionHeld, request: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return held.unitId === null ? [] : [unitServes(request, sql`select ${held.unitId}::uuid`)];
}

/** Else the planner may gather all orders there are, to look each request up among them: quick among a thousand, half a second among a million. */
const ASKED_OF_EACH = sql`offset 0`;

/** Owner, engineer, named on an order or its proposer; of a record on the order it belongs to; and who took down what nobody registered yet. */
function assigned({ actor, asked: { request, order } }: Standing): RawBuilder<SqlBool> {
  const me = actor.personId;
  const ofRecord = order === null ? sql`true` : sql`(${order} is null or o.id = ${order})`;
  return sql<SqlBool>`(${request}.owner_person_id = ${me}::uuid or ${request}.details->>'engineerId' = ${me}
    or (${request}.details->>'takenById' = ${me} and not ${request}.details ? 'registeredAt')
    or exists (select 1 from pledge.task_order o left join pledge.task_assignee a
                 on a.provider_id = o.provider_id and a.task_order_id = o.id and a.person_id = ${me}::uuid
               where o.provider_id = ${request}.provider_id and o.request_id = ${request}.id and ${ofRecord}
                 and (o.proposer_id = ${me}::uuid or a.person_id is not null) ${ASKED_OF_EACH}))`;
}

/** Whose a record is: its proposer's, its performers', or where it is the request's own theirs who answer for that. */
function owned(standing: Standing): RawBuilder<SqlBool> {
  const { actor, held, thing, asked } = standing;
  const { request, order } = asked;
  if (order === null) return NEVER;
  if (thing !== 'taskOrder' && thing !== 'serviceRecord') {
    const ofUnit = held.unitId === null ? NEVER : sql<SqlBool>`${request}.owner_unit_id = ${held.unitId}::uuid`;
    return either([ofUnit, assigned(standing), onCall(standing)]);
  }
  const me = actor.personId;
  const its =
    thing === 'taskOrder'
      ? sql`o.proposer_id = ${me}::uuid`
      : sql`(o.leader_id = ${me}::uuid or exists (select 1 from pledge.task_assignee a
             where a.provider_id = o.provider_id and a.task_order_id = o.id and a.person_id = ${me}::uuid))`;
  return sql<SqlBool>`exists (select 1 from pledge.task_order o where o.provider_id = ${request}.provider_id and o.id = ${order} and ${its})`;
}

/** The roster names the person now: a branch's shift is for the sites that the branch serves, every other one for all. */
function onCall({ actor, asked: { request, now } }: Standing): RawBuilder<SqlBool> {
  if (actor.kind !== 'staff') return NEVER;
  const at = formatInstant(now);
  const shifts = sql`pledge.on_call_shift shift join pledge.org_unit unit_of_shift on unit_of_shift.provider_id = shift.provider_id and unit_of_shift.id = shift.unit_id
    where shift.provider_id = pledge.current_provider() and shift.person_id = ${actor.personId}::uuid
      and ${at}::timestamptz >= shift.from_at and ${at}::timestamptz < shift.to_at`;
  return sql<SqlBool>`(exists (select 1 from ${shifts} and unit_of_shift.kind <> 'branch')
    or (${request}.project_id is null and exists (select 1 from ${shifts}))
    or ${unitServes(request, sql`select shift.unit_id from ${shifts}`)})`;
}

/**
 * One of the units, or one below it, serves the site (any site of the customer where none is named) or owns the request. What these units
 * are and which sites they serve says nothing of the request: it is found once for the query, and each row looks it up.
 */
function unitServes(request: RawBuilder<unknown>, unitIds: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const below = sql`with recursive below as (
      select id from pledge.org_unit where provider_id = pledge.current_provider() and id in (${unitIds})
      union select child.id from pledge.org_unit child join below on child.parent_id = below.id where child.provider_id = pledge.current_provider()
    )`;
  const served = (column: RawBuilder<unknown>) =>
    sql`(${below} select s.${column} from pledge.site s join below on below.id = s.serving_unit_id where s.provider_id = pledge.current_provider())`;
  return sql<SqlBool>`(${request}.owner_unit_id in (${below} select id from below) or ${request}.site_id in ${served(sql`id`)}
    or (${request}.site_id is null and ${request}.customer_id in ${served(sql`customer_id`)}))`;
}
