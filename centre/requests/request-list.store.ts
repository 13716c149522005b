import { sql, type Expression, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { cursorOf, cursorUnknown, placeOf, type Place } from '#platform/http/cursor.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { GLANCED_TO, type Counted } from './counted.schema.ts';
import { clockFilter } from './clock-filter.store.ts';
import { countUpTo } from './count-up-to.store.ts';
import { countAmongFirst, fewOrEach, isFewOrEach, type FewOrEach } from './few-or-each.store.ts';
import { ownerFilter, receivedBy, type EndOfDoer } from './owner-filter.store.ts';
import type { RequestListQuery } from './request-list.schema.ts';
import { searchFilter } from './text-index/list-search.store.ts';
import { visibleRequests } from './visibility.ts';

/** The columns of a list row, before its clocks and words are put to it. */
export interface RequestListRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string | null;
  readonly severity: string | null;
  readonly state: string;
  readonly flow: string;
  readonly road: string;
  readonly round: number;
  readonly version: number;
  readonly channel: string;
  readonly external_id: string | null;
  readonly received_at: number;
  readonly closed_at: number | null;
  readonly plan_id: string;
  readonly customer_id: string | null;
  readonly customer_name: { zh: string; en: string } | null;
  readonly project_id: string | null;
  readonly project_name: { zh: string; en: string } | null;
  readonly site_id: string | null;
  readonly site_name: { zh: string; en: string } | null;
  readonly owner_name: string | null;
  readonly sort_value: string | null;
}

export interface RequestPage {
  readonly rows: readonly RequestListRow[];
  readonly nextCursor: string | null;
  readonly total: Counted | null;
}

const COLUMNS = sql`request.id, request.number, request.title, request.kind, request.severity, request.state, request.flow, request.road, request.round, request.version, request.channel,
  request.external_id, request.received_at, request.closed_at, request.plan_id, request.customer_id, customer.name as customer_name, request.project_id, project.name as project_name,
  request.site_id, site.name as site_name, coalesce(owner.name, unit.name) as owner_name`;

const JOINS = sql`left join pledge.customer customer on customer.provider_id = request.provider_id and customer.id = request.customer_id
  left join pledge.project project on project.provider_id = request.provider_id and project.id = request.project_id
  left join pledge.site site on site.provider_id = request.provider_id and site.id = request.site_id
  left join pledge.person owner on owner.provider_id = request.provider_id and owner.id = request.owner_person_id
  left join pledge.org_unit unit on unit.provider_id = request.provider_id and unit.id = request.owner_unit_id`;

/** Where each sort begins; the id makes the order total. Requests with nothing due stand last. */
const SORTS: Readonly<Record<RequestListQuery['sort'], { value: RawBuilder<unknown>; type: string; descending: boolean }>> = {
  nextDue: { value: sql`coalesce(request.next_due_at, 'infinity'::timestamptz)`, type: 'timestamptz', descending: false },
  received: { value: sql`request.received_at`, type: 'timestamptz', descending: true },
  number: { value: sql`request.number`, type: 'text', descending: true },
};

/** As the database writes a place of an order by time. */
const WRITTEN_INSTANT = /^(infinity|\d{4,6}-\d{2}-\d{2} [\d:.+-]+)$/;

/** One page of requests that the actor may see; rights, filters and search are one query. */
export async function listRequests(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { query: RequestListQuery; now: Instant; only?: string },
): Promise<RequestPage | Refusal> {
  const { query } = asked;
  const sort = SORTS[query.sort];
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  // Asked here: whether the database comes to read it hangs on its plan.
  if (place === undefined || (place !== null && sort.type === 'timestamptz' && !WRITTEN_INSTANT.test(place.value ?? '')))
    return cursorUnknown();
  const isOfNewest = query.sort === 'received' && !isCounted(query);
  const sought = await searchFilter(tx, actor, { ...asked, newest: isOfNewest ? query.limit : undefined });
  if (isRefusal(sought)) return sought;
  const mine = query.sort === 'received' ? endOf(actor, query) : null;
  const from = mine?.from ?? REQUESTS;
  const conditions = [
    ...(await conditionsOf(tx, filtersFor(actor, { ...asked, mine }))),
    ...(asked.only === undefined ? [] : [sql<SqlBool>`request.id = ${asked.only}::uuid`]),
  ];
  const read = (all: readonly Expression<SqlBool>[]): Promise<readonly RequestListRow[]> =>
    readRows(tx, { from, conditions: all, place, query, value: mine?.receivedAt ?? sort.value });
  if (sought?.newest && isOfNewest) {
    const newest = await read([...conditions, sought.newest]);
    if (newest.length > query.limit) return pageOf(newest, query, null);
  }
  const all = sought === null ? conditions : [...conditions, await sought.all()];
  const upTo = query.total === 'glance' ? GLANCED_TO : undefined;
  return pageOf(await read(all), query, isCounted(query) ? await countWhere(tx, from, { conditions: all, upTo }) : null);
}

function isCounted({ total }: RequestListQuery): boolean {
  return total === 'true' || total === 'glance';
}

const REQUESTS = sql`pledge.service_request request`;

async function readRows(
  tx: Transaction<Tables>,
  page: {
    readonly from: RawBuilder<unknown>;
    readonly conditions: readonly Expression<SqlBool>[];
    readonly place: Place | null;
    readonly query: RequestListQuery;
    readonly value: RawBuilder<unknown>;
  },
): Promise<readonly RequestListRow[]> {
  const { place, query, value } = page;
  const { type, descending } = SORTS[query.sort];
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const paged =
    place === null
      ? []
      : [
          sql<SqlBool>`(${value}, request.id) ${sql.raw(descending ? '<' : '>')} (${place.value}::text::${sql.raw(type)}, ${place.id}::uuid)`,
        ];
  const { rows } = await sql<RequestListRow>`select ${COLUMNS}, (${value})::text as sort_value
    from ${page.from} ${JOINS} where ${sql.join([...page.conditions, ...paged], sql` and `)}
    order by ${value} ${direction}, request.id ${direction} limit ${sql.lit(query.limit + 1)}`.execute(tx);
  return rows;
}

function pageOf(rows: readonly RequestListRow[], query: RequestListQuery, total: Counted | null): RequestPage {
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    nextCursor: rows.length > query.limit && last !== undefined ? cursorOf({ value: last.sort_value, id: last.id }) : null,
    total,
  };
}

/** How many requests a list would show, all its pages together, counted as one glances at them. */
export async function countRequests(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { query: RequestListQuery; now: Instant },
): Promise<Counted | Refusal> {
  const sought = await searchFilter(tx, actor, asked);
  if (isRefusal(sought)) return sought;
  const mine = endOf(actor, asked.query);
  const filters = filtersFor(actor, { ...asked, mine });
  const [perhapsFew, another] = filters.perhapsFew;
  if (perhapsFew !== undefined && another === undefined && sought === null && mine === null) {
    const told = await countAmongFirst(tx, perhapsFew, { conditions: filters.plain, upTo: GLANCED_TO });
    if (told !== null) return told;
  }
  const conditions = await conditionsOf(tx, filters);
  return countWhere(tx, mine?.from ?? REQUESTS, {
    conditions: sought === null ? conditions : [...conditions, await sought.all()],
    upTo: GLANCED_TO,
  });
}

function countWhere(
  tx: Transaction<Tables>,
  from: RawBuilder<unknown>,
  counted: { conditions: readonly Expression<SqlBool>[]; upTo?: number | undefined },
): Promise<Counted> {
  return countUpTo(tx, sql`from ${from} where ${sql.join(counted.conditions, sql` and `)}`, counted.upTo);
}

/** Where what is mine is read from its own end; among what is open a person has too little for that. */
function endOf(actor: Actor, query: RequestListQuery): EndOfDoer | null {
  return query.owner === 'me' && query.state !== 'open' && actor.personId !== null ? receivedBy(actor.personId) : null;
}

/** What a list asks of each request, and what it asks so only where many may meet it. */
interface Filters {
  readonly plain: readonly Expression<SqlBool>[];
  readonly perhapsFew: readonly FewOrEach[];
}

function filtersFor(
  actor: Actor,
  { query, now, mine }: { query: RequestListQuery; now: Instant; mine: EndOfDoer | null },
): Filters {
  const asked = [
    ...(query.owner === undefined || mine !== null ? [] : [ownerFilter(actor, query)]),
    ...(query.clock === undefined ? [] : [clockFilter(query.clock, now)]),
  ];
  const plain = asked.flatMap((filter) => (isFewOrEach(filter) ? [] : [filter]));
  return { plain: [visibleRequests(actor, now), ...filtersOf(query), ...plain], perhapsFew: asked.filter(isFewOrEach) };
}

async function conditionsOf(tx: Transaction<Tables>, { plain, perhapsFew }: Filters): Promise<Expression<SqlBool>[]> {
  return [...plain, ...(await Promise.all(perhapsFew.map((filter) => fewOrEach(tx, filter))))];
}

function filtersOf(query: RequestListQuery): RawBuilder<SqlBool>[] {
  const found: (RawBuilder<SqlBool> | null)[] = [
    query.state === 'open'
      ? sql`request.closed_at is null`
      : query.state === 'closed'
        ? sql`request.closed_at is not null`
        : query.state === 'all'
          ? null
          : sql`request.state = ${query.state}`,
    query.kind === undefined ? null : oneOf(sql`request.kind`, query.kind),
    query.severity === undefined ? null : oneOf(sql`request.severity`, query.severity),
    query.site === undefined ? null : sql`request.site_id = ${query.site}::uuid`,
    query.customer === undefined ? null : sql`request.customer_id = ${query.customer}::uuid`,
    query.project === undefined ? null : sql`request.project_id = ${query.project}::uuid`,
    query.waiting === undefined ? null : WAITING[query.waiting],
    query.imported === undefined
      ? null
      : query.imported === 'true'
        ? sql`request.external_id is not null`
        : sql`request.external_id is null`,
  ];
  return found.filter((filter) => filter !== null);
}

/** A single value is asked for as one: an index keeps its order behind it. */
function oneOf(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<SqlBool> {
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${[...values]})`;
}

/** Orders under way are few, and have an index of their own. */
const ordered = (state: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`request.id in (select o.request_id from pledge.task_order o where o.provider_id = pledge.current_provider() and o.state not in ('closed', 'withdrawn') and ${state})`;

const WAITING: Readonly<Record<NonNullable<RequestListQuery['waiting']>, RawBuilder<SqlBool>>> = {
  registration: sql`request.state = 'received'`,
  approval: ordered(sql`o.approved_at is null and o.state <> 'draft'`),
  overdueApproval: ordered(sql`o.approved_at is null and o.approval_overdue_at is not null`),
  review: ordered(sql`o.state = 'recorded'`),
  confirmation: sql`request.state in ('answered', 'awaitingConfirmation')`,
};

export function isoOf(at: number | null): string | null {
  return at === null ? null : formatInstant(at as Instant);
}
