import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { formulaOf, timedQuantity, type PlanObjective } from '#centre/plan/objectives.rules.ts';
import { visibleRecords, visibleRequests } from '#centre/requests/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { cursorOf, cursorUnknown, placeOf, type Place } from '#platform/http/cursor.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { formatInstant, parseInstant, type Instant } from '#platform/time/instant.ts';
import { factsOf, targetOf } from './figure.rules.ts';
import type { ObjectiveRow, ObjectiveRowsQuery } from './objectives.schema.ts';
import type { NamedPeriod } from './periods.rules.ts';

export interface RowsAsked {
  readonly objective: PlanObjective;
  readonly period: NamedPeriod;
  /** Null for all projects that the provider has. */
  readonly projectIds: readonly string[] | null;
  readonly query: Pick<ObjectiveRowsQuery, 'counted' | 'limit' | 'cursor'>;
  readonly now: Instant;
}

interface Row {
  readonly request_id: string;
  readonly number: string;
  readonly title: string;
  readonly project_name: { readonly zh: string; readonly en?: string };
  readonly at: number;
  readonly key: string;
  readonly detail: string;
  readonly taken: number | null;
  readonly open: boolean;
  readonly counted: boolean;
}

/** What a figure is counted from, newest first, a page at a time: as far as the actor reads the requests. */
export async function objectiveRows(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: RowsAsked,
): Promise<{ items: ObjectiveRow[]; nextCursor: string | null } | Refusal> {
  const { query, period, projectIds, now } = asked;
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  if (place === undefined || (place !== null && (parseInstant(place.value ?? '') ?? -1) < 0)) return cursorUnknown();
  const { quantity, isCounted, isTime } = whatCounts(asked);
  const conditions: RawBuilder<SqlBool>[] = [
    sql<SqlBool>`fact.provider_id = pledge.current_provider() and fact.quantity = ${quantity}`,
    // Months are those of each plan's zone: the order of the index is cut a day wider.
    sql<SqlBool>`fact.at >= ${period.from}::date - 1 and fact.at < ${period.to}::date + 1`,
    sql<SqlBool>`fact.month >= ${period.from}::date and fact.month < ${period.to}::date`,
    ...(projectIds === null ? [] : [sql<SqlBool>`fact.project_id = any (${[...projectIds]}::uuid[])`]),
    ...(isTime ? [sql<SqlBool>`(fact.detail <> 'unanswered' or fact.seconds > ${targetOf(asked.objective).value})`] : []),
    ...(query.counted === undefined ? [] : [sql<SqlBool>`(${isCounted}) = ${query.counted === 'yes'}`]),
    ...(place === null ? [] : [after(place)]),
    visibleRequests(actor, now),
  ];
  const { rows } = await sql<Row>`
    select fact.request_id, request.number, request.title, project.name as project_name, fact.at, ${KEY} as key, fact.detail,
      ${isTime ? taken(now) : sql`null::bigint`} as taken, fact.detail = 'open' as open, ${isCounted} as counted
    from pledge.quality_fact fact
      join pledge.service_request request on request.provider_id = fact.provider_id and request.id = fact.request_id
      join pledge.project project on project.provider_id = fact.provider_id and project.id = fact.project_id
    where ${sql.join(conditions, sql` and `)}
    order by fact.at desc, ${KEY} desc limit ${sql.lit(query.limit + 1)}`.execute(tx);
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  const records = await recordsOf(tx, actor, { requestIds: shown.map((row) => row.request_id), now });
  return {
    items: shown.map((row) => rowOf(row, records.get(row.request_id) ?? [])),
    nextCursor: last === undefined ? null : cursorOf({ value: formatInstant(last.at as Instant), id: last.key }),
  };
}

/** What tells rows of one instant apart: of ratings the event, else the request. */
const KEY = sql`case fact.quantity when 'ratings' then fact.place else fact.request_id end`;

const after = ({ value, id }: Place): RawBuilder<SqlBool> =>
  sql<SqlBool>`(fact.at, ${KEY}) < (${value}::timestamptz, ${id}::uuid)`;

const taken = (now: Instant): RawBuilder<unknown> =>
  sql`coalesce(fact.seconds, greatest(0, extract(epoch from ${formatInstant(now)}::timestamptz - fact.at)))::bigint`;

/** The facts that an objective looks at, and which of them count: what the numerator counts, or what kept the limit. */
function whatCounts({ objective, now }: RowsAsked): { quantity: string; isCounted: RawBuilder<unknown>; isTime: boolean } {
  if (objective.measure !== undefined)
    return {
      quantity: timedQuantity(objective),
      isCounted: sql`${taken(now)} <= ${targetOf(objective).value}`,
      isTime: true,
    };
  const formula = formulaOf(objective.formula ?? '');
  const of = factsOf(formula?.denominator ?? '', objective);
  const counts = factsOf(formula?.numerator ?? '', objective);
  const withDetail = (table: string): RawBuilder<unknown> =>
    counts.details === null ? sql`true` : sql`${sql.ref(`${table}.detail`)} = any (${counts.details}::text[])`;
  const isCounted =
    counts.quantity === of.quantity
      ? withDetail('fact')
      : sql`exists (select 1 from pledge.quality_fact other where other.provider_id = fact.provider_id
          and other.request_id = fact.request_id and other.quantity = ${counts.quantity} and ${withDetail('other')})`;
  return { quantity: of.quantity, isCounted, isTime: false };
}

async function recordsOf(
  tx: Transaction<Tables>,
  actor: Actor,
  { requestIds, now }: { requestIds: readonly string[]; now: Instant },
): Promise<Map<string, ObjectiveRow['records']>> {
  if (requestIds.length === 0) return new Map();
  const { rows } = await sql<ObjectiveRow['records'][number] & { request_id: string }>`
    select record.id, record.record_number as number, record.form, record.state, record.request_id
    from pledge.record record
      join pledge.service_request request on request.provider_id = record.provider_id and request.id = record.request_id
    where record.request_id = any (${[...new Set(requestIds)]}::uuid[]) and record.state <> 'voided' and ${visibleRecords(actor, now)}
    order by record.created_at, record.id`.execute(tx);
  return Map.groupBy(rows, (row) => row.request_id) as Map<string, ObjectiveRow['records']>;
}

function rowOf(row: Row, records: ObjectiveRow['records']): ObjectiveRow {
  const { zh, en = zh } = row.project_name;
  return {
    requestId: row.request_id,
    number: row.number,
    title: row.title,
    project: { zh, en },
    at: formatInstant(row.at as Instant),
    isCounted: row.counted,
    rating: row.taken === null && row.detail !== '' ? row.detail : null,
    seconds: row.taken,
    isOpen: row.open,
    records: records.map(({ id, number, form, state }) => ({ id, number, form, state })),
  };
}
