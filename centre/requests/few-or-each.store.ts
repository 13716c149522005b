import { sql, type Expression, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Counted } from './counted.schema.ts';

/** What more requests have than this is asked of each as the list comes to it: it soon has a page full. */
const NAMED_AT_MOST = 1_000;

/** A count looks at so many first for each that it tells: among the newest of those that meet a condition it mostly has enough. */
export const LOOKED_AT_FOR_ONE = 3;

/**
 * A condition on `request` that few requests may meet, or many: nobody knows before asking. `found` are the ways to those that meet it,
 * each a query of one column with their ids, which stops where no more are taken; a request may come more than once. `each` asks it of a request.
 */
export interface FewOrEach {
  readonly found: readonly RawBuilder<unknown>[];
  readonly each: RawBuilder<SqlBool>;
}

export function isFewOrEach(filter: RawBuilder<SqlBool> | FewOrEach): filter is FewOrEach {
  return 'found' in filter;
}

/** Where they are few the list is asked of these alone, else of each request it comes to. So neither who has nothing nor who has most walks through all. */
export async function fewOrEach(tx: Transaction<Tables>, { found, each }: FewOrEach): Promise<RawBuilder<SqlBool>> {
  // One row: where they are many nobody wants to know which.
  const { rows } = await sql<{ few: string[] | null }>`select case when count(*) <= ${sql.lit(NAMED_AT_MOST)}
    then coalesce(array_agg(distinct found.id), '{}') end as few from (${firstOf(found, NAMED_AT_MOST)}) found (id)`.execute(tx);
  const few = rows[0]?.few ?? null;
  return few === null ? each : sql`request.id = any(${few}::uuid[])`;
}

/**
 * How many requests meet it and the other `conditions`, counted no further than `upTo` among the first that are found in each way, newest
 * first; null where these say it of neither all nor enough. One look, however many there are.
 */
export async function countAmongFirst(
  tx: Transaction<Tables>,
  { found }: FewOrEach,
  { conditions, upTo }: { conditions: readonly Expression<SqlBool>[]; upTo: number },
): Promise<Counted | null> {
  const lookedAt = LOOKED_AT_FOR_ONE * upTo;
  // `offset 0`: each is looked up by its id, and no more of them than are needed; of the newest most are open.
  const { rows } = await sql<{ count: number; all: boolean }>`select told.count, told.all from (
    with found (id) as materialized (${firstOf(found, lookedAt)})
    select (select count(*)::integer from (select 1 from (select distinct id from found order by id desc) first cross join lateral (select 1 from pledge.service_request request
      where request.provider_id = pledge.current_provider() and request.id = first.id and ${sql.join(conditions, sql` and `)} offset 0) shown
      limit ${sql.lit(upTo + 1)}) counted) as count, (select count(*) <= ${sql.lit(lookedAt)} from found) as all) told`.execute(
    tx,
  );
  const { count, all } = rows[0] ?? { count: 0, all: false };
  return all || count > upTo ? { count: Math.min(count, upTo), more: count > upTo } : null;
}

/** One more than `most` of a way says that there are more. */
function firstOf(found: readonly RawBuilder<unknown>[], most: number): RawBuilder<unknown> {
  const ways = found.map((way) => sql`(${way} limit ${sql.lit(most + 1)})`);
  return sql.join(ways, sql` union all `);
}
