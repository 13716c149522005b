import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { FewOrEach } from './few-or-each.store.ts';
import type { RequestListQuery } from './request-list.schema.ts';

type Condition = RawBuilder<SqlBool>;

/** What a list asks of the columns of each request, and of the orders under way. */
export function filtersOf(query: RequestListQuery): Condition[] {
  return [...standing(query), ...indexed(query), ...severe(query), ...imported(query), ...waiting(query)];
}

/**
 * What may narrow a list whose order is not that of the indexes that answer it: few of a kind, of a site or of a customer would be looked
 * for among all others else. Null where nothing such is asked for, and for what is open, which is never much.
 */
export function narrowInOtherOrders(actor: Actor, query: RequestListQuery): FewOrEach | null {
  if (query.sort === 'received' || query.state === 'open') return null;
  const own = actor.kind === 'customer' ? actor.customerId : null;
  const narrow = [
    ...(query.state === 'all' || query.state === 'closed' ? [] : standing(query)),
    ...(own === null ? [] : [sql<SqlBool>`request.customer_id = ${own}::uuid`]),
    ...indexed(query),
    ...(query.imported === 'true' ? imported(query) : []),
  ];
  if (narrow.length === 0) return null;
  const asked = sql.join([...narrow, ...severe(query)], sql` and `);
  return {
    found: [
      sql`select request.id from pledge.service_request request where request.provider_id = pledge.current_provider() and ${asked}`,
    ],
    // The list asks it of each by itself.
    each: sql`true`,
  };
}

/** A state of the flow, or on which side of its end a request stands. */
export function standing({ state }: Pick<RequestListQuery, 'state'>): Condition[] {
  if (state === 'all') return [];
  if (state === 'open') return [sql`request.closed_at is null`];
  return [state === 'closed' ? sql`request.closed_at is not null` : sql`request.state = ${state}`];
}

/** What an index answers. */
function indexed(query: RequestListQuery): Condition[] {
  return [
    ...(query.kind === undefined ? [] : [oneOf(sql`request.kind`, query.kind)]),
    ...(query.site === undefined ? [] : [sql<SqlBool>`request.site_id = ${query.site}::uuid`]),
    ...(query.customer === undefined ? [] : [sql<SqlBool>`request.customer_id = ${query.customer}::uuid`]),
    ...(query.project === undefined ? [] : [sql<SqlBool>`request.project_id = ${query.project}::uuid`]),
  ];
}

/** Behind a kind its index answers it too. */
function severe({ severity }: RequestListQuery): Condition[] {
  return severity === undefined ? [] : [oneOf(sql`request.severity`, severity)];
}

function imported({ imported: asked }: RequestListQuery): Condition[] {
  if (asked === undefined) return [];
  return [asked === 'true' ? sql`request.external_id is not null` : sql`request.external_id is null`];
}

function waiting({ waiting: asked }: RequestListQuery): Condition[] {
  return asked === undefined ? [] : [WAITING[asked]];
}

/** A single value is asked for as one: an index keeps its order behind it. */
function oneOf(column: RawBuilder<unknown>, values: readonly string[]): Condition {
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${[...values]})`;
}

/** Orders under way are few, and have an index of their own. */
const ordered = (state: RawBuilder<unknown>): Condition =>
  sql`request.id in (select o.request_id from pledge.task_order o where o.provider_id = pledge.current_provider() and o.state not in ('closed', 'withdrawn') and ${state})`;

const WAITING: Readonly<Record<NonNullable<RequestListQuery['waiting']>, Condition>> = {
  registration: sql`request.state = 'received'`,
  approval: ordered(sql`o.approved_at is null and o.state <> 'draft'`),
  overdueApproval: ordered(sql`o.approved_at is null and o.approval_overdue_at is not null`),
  review: ordered(sql`o.state = 'recorded'`),
  confirmation: sql`request.state in ('answered', 'awaitingConfirmation')`,
};
