import { sql, type Expression, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { byKeysMeanwhile } from '#platform/db/pool.ts';
import { cursorOf, cursorUnknown, placeOf, type Place } from '#platform/http/cursor.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { COUNTED_TO, GLANCED_TO, type Counted } from './counted.schema.ts';
import { clockFilter } from './clock-filter.store.ts';
import { countUpTo } from './count-up-to.store.ts';
import { countAmongFirst, fewOrEach, isFewOrEach, type FewOrEach } from './few-or-each.store.ts';
import { filtersOf, narrowInOtherOrders } from './list-filters.store.ts';
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
  const filters = filtersFor(actor, { ...asked, mine });
  const conditions = await conditionsOf(tx, filters);
  const narrow = narrowInOtherOrders(actor, query);
  if (narrow !== null) conditions.push(await fewOrEach(tx, narrow));
  const read = (all: readonly Expression<SqlBool>[]): Promise<readonly RequestListRow[]> =>
    readRows(tx, { from, conditions: all, place, query, value: mine?.receivedAt ?? sort.value });
  if (sought?.newest && isOfNewest) {
    const newestFirst = sought.newest;
    const newest = await byKeysMeanwhile(tx, () => read([...conditions, newestFirst]));
    if (newest.length > query.limit) return pageOf(newest, query, null);
  }
  const all = sought === null ? conditions : [...conditions, await sought.all()];
  const rows = await read(all);
  if (!isCounted(query)) return pageOf(rows, query, null);
  const upTo = query.total === 'glance' ? GLANCED_TO : COUNTED_TO;
  const told = sought === null ? await countOfFirst(tx, { filters, mine, upTo }) : null;
  return pageOf(rows, query, told ?? (await countWhere(tx, from, { conditions: all, upTo })));
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
  // Names are put to the rows of the page alone: where hundreds meet the conditions and are sorted, that is most of the work.
  const { rows } = await sql<RequestListRow>`select ${COLUMNS}, request.sort_value::text as sort_value
    from (select request.*, ${value} as sort_value from ${page.from} where ${sql.join([...page.conditions, ...paged], sql` and `)}
      order by ${value} ${direction}, request.id ${direction} limit ${sql.lit(query.limit + 1)}) request ${JOINS}
    order by request.sort_value ${direction}, request.id ${direction}`.execute(tx);
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
  const told = sought === null ? await countOfFirst(tx, { filters, mine, upTo: GLANCED_TO }) : null;
  if (told !== null) return told;
  const conditions = await conditionsOf(tx, filters);
  return countWhere(tx, mine?.from ?? REQUESTS, {
    conditions: sought === null ? conditions : [...conditions, await sought.all()],
    upTo: GLANCED_TO,
  });
}

/** What the first that may meet the one condition of that kind say, where it is the only one and they say enough. */
async function countOfFirst(
  tx: Transaction<Tables>,
  { filters, mine, upTo }: { filters: Filters; mine: EndOfDoer | null; upTo: number },
): Promise<Counted | null> {
  const [perhapsFew, another] = filters.perhapsFew;
  if (perhapsFew === undefined || another !== undefined || mine !== null) return null;
  return countAmongFirst(tx, perhapsFew, { conditions: filters.plain, upTo });
}

function countWhere(
  tx: Transaction<Tables>,
  from: RawBuilder<unknown>,
  counted: { conditions: readonly Expression<SqlBool>[]; upTo: number },
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
  { query, now, mine, only }: { query: RequestListQuery; now: Instant; mine: EndOfDoer | null; only?: string },
): Filters {
  const asked = [
    ...(query.owner === undefined || mine !== null ? [] : [ownerFilter(actor, query)]),
    ...(query.clock === undefined ? [] : [clockFilter(query.clock, { now, state: query.state, sort: query.sort })]),
  ];
  const plain = asked.flatMap((filter) => (isFewOrEach(filter) ? [] : [filter]));
  const one = only === undefined ? [] : [sql<SqlBool>`request.id = ${only}::uuid`];
  return { plain: [visibleRequests(actor, now), ...filtersOf(query), ...plain, ...one], perhapsFew: asked.filter(isFewOrEach) };
}

async function conditionsOf(tx: Transaction<Tables>, { plain, perhapsFew }: Filters): Promise<Expression<SqlBool>[]> {
  return [...plain, ...(await Promise.all(perhapsFew.map((filter) => fewOrEach(tx, filter))))];
}

export function isoOf(at: number | null): string | null {
  return at === null ? null : formatInstant(at as Instant);
}
