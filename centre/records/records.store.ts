import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { recordStateWords } from '#centre/requests/record-state.texts.ts';
import { totalOf } from '#centre/requests/counted.rules.ts';
import type { ListTotal } from '#centre/requests/counted.schema.ts';
import { countUpTo, recordSearch, visibleRecords } from '#centre/requests/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formOf } from '#forms/index.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { byKeysMeanwhile } from '#platform/db/pool.ts';
import { cursorOf, cursorUnknown, placeOf, type Place } from '#platform/http/cursor.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { RecordListQuery, RecordRow } from './records.schema.ts';

interface Row {
  readonly id: string;
  readonly form: string;
  readonly record_number: string | null;
  readonly state: RecordRow['state'];
  readonly created_at: number;
  readonly sort_value: string;
  readonly request_id: string;
  readonly number: string;
  readonly title: string;
  readonly customer_name: { zh: string } | null;
  readonly signatures: number;
}

/** One page of the records that the actor may see, newest first: each form by its own row of the matrix. */
export async function listRecords(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { query: RecordListQuery; now: Instant },
): Promise<({ items: RecordRow[]; nextCursor: string | null } & ListTotal) | Refusal> {
  const { query, now } = asked;
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  if (place === undefined) return cursorUnknown();
  const isCounted = query.total === 'true';
  const sought = await recordSearch(tx, actor, { q: query.q, now, newest: isCounted ? undefined : query.limit });
  if (isRefusal(sought)) return sought;
  const conditions: RawBuilder<SqlBool>[] = [
    visibleRecords(actor, now),
    ...(query.form === undefined ? [] : [sql<SqlBool>`record.form = ${query.form}`]),
    ...(query.state === undefined ? [] : [inState(query.state)]),
    ...(query.requestId === undefined ? [] : [sql<SqlBool>`record.request_id = ${query.requestId}::uuid`]),
  ];
  // The newest are walked through whatever is looked for: to plan that anew cost as much as to do it.
  const newestFirst = sought?.newest;
  const newest = newestFirst
    ? await byKeysMeanwhile(tx, () => readPage(tx, { conditions: [...conditions, newestFirst], place, limit: query.limit }))
    : null;
  if (newest?.nextCursor != null) return { ...newest, ...totalOf(null) };
  const all = sought === null ? conditions : [...conditions, await sought.all()];
  const page = await readPage(tx, { conditions: all, place, limit: query.limit });
  return { ...page, ...totalOf(isCounted ? await countUpTo(tx, sql`${FROM} where ${sql.join(all, sql` and `)}`) : null) };
}

/** Nearly all records are frozen. Of the others there are indexes, which are asked for in the words in which they were made. */
function inState(state: NonNullable<RecordListQuery['state']>): RawBuilder<SqlBool> {
  return state === 'frozen' ? sql`record.state = 'frozen'` : sql`(record.state = ${state} and record.state <> 'frozen')`;
}

const FROM = sql`from pledge.record record join pledge.service_request request on request.provider_id = record.provider_id and request.id = record.request_id
    left join pledge.customer customer on customer.provider_id = record.provider_id and customer.id = record.customer_id`;

async function readPage(
  tx: Transaction<Tables>,
  page: { readonly conditions: readonly RawBuilder<SqlBool>[]; readonly place: Place | null; readonly limit: number },
): Promise<{ items: RecordRow[]; nextCursor: string | null }> {
  const { conditions, place, limit } = page;
  const paged =
    place === null ? [] : [sql<SqlBool>`(record.created_at, record.id) < (${place.value}::timestamptz, ${place.id}::uuid)`];
  const { rows } =
    await sql<Row>`select record.id, record.form, record.record_number, record.state, record.created_at, record.created_at::text as sort_value, record.request_id, request.number, request.title, customer.name as customer_name,
      (select count(*) from pledge.record_signature s where s.provider_id = record.provider_id and s.record_id = record.id) as signatures
    ${FROM} where ${sql.join([...conditions, ...paged], sql` and `)} order by record.created_at desc, record.id desc limit ${sql.lit(limit + 1)}`.execute(
      tx,
    );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(recordRowOf),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf({ value: last.sort_value, id: last.id }) : null,
  };
}

function recordRowOf(row: Row): RecordRow {
  const definition = formOf(row.form);
  return {
    id: row.id,
    form: row.form,
    title: definition?.title ?? { zh: row.form, en: row.form },
    recordNumber: row.record_number,
    state: row.state,
    stateLabel: recordStateWords[row.state as keyof typeof recordStateWords],
    createdAt: formatInstant(row.created_at as Instant),
    request: { id: row.request_id, number: row.number, title: row.title },
    customer: row.customer_name?.zh ?? '',
    signatures: row.signatures,
    blocks: definition?.blocks.filter((block) => block.closing?.signature !== undefined).length ?? 0,
  };
}

/** The request a record belongs to; null where row-level security hides it or there is none. */
export async function requestOfRecord(tx: Transaction<Tables>, recordId: string): Promise<string | null> {
  const row = await tx.selectFrom('pledge.record').select('request_id').where('id', '=', recordId).executeTakeFirst();
  return row?.request_id ?? null;
}
