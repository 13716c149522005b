import { sql, type Expression, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { countUpTo } from './count-up-to.store.ts';
import { totalOf } from './counted.rules.ts';
import type { ListTotal } from './counted.schema.ts';
import { cursorOf, cursorUnknown, placeOf, type Place } from '#platform/http/cursor.ts';

export interface ListAsked<Row> {
  readonly columns: RawBuilder<unknown>;
  /** Tables and joins. */
  readonly from: RawBuilder<unknown>;
  readonly conditions: readonly Expression<SqlBool>[];
  /** A total order, without `order by`. */
  readonly order: RawBuilder<unknown>;
  /** Whether a place is of this order, where a list has several. */
  readonly isPlace?: (place: Place) => boolean;
  /** What stands behind a place. */
  readonly after: (place: Place) => RawBuilder<SqlBool>;
  readonly placeOf: (row: Row) => Place;
  readonly query: { readonly limit: number; readonly cursor?: string | undefined; readonly total?: 'true' | 'false' | undefined };
}

export interface ListPage<Row> extends ListTotal {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

/** One page of a list: rights and filters are conditions of one query, so a page is full as long as there is more. */
export async function listPage<Row>(tx: Transaction<Tables>, asked: ListAsked<Row>): Promise<ListPage<Row> | Refusal> {
  const { columns, from, order, query } = asked;
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  if (place === undefined || (place !== null && asked.isPlace?.(place) === false)) return cursorUnknown();
  const conditions = sql.join([sql`true`, ...asked.conditions], sql` and `);
  const paged = place === null ? conditions : sql`${conditions} and ${asked.after(place)}`;
  const { rows } =
    await sql<Row>`select ${columns} from ${from} where ${paged} order by ${order} limit ${sql.lit(query.limit + 1)}`.execute(tx);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const counted = query.total === 'true' ? await countUpTo(tx, sql`from ${from} where ${conditions}`) : null;
  return {
    rows: shown,
    nextCursor: rows.length > query.limit && last !== undefined ? cursorOf(asked.placeOf(last)) : null,
    ...totalOf(counted),
  };
}
