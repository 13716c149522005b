import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

/** What more requests have than this is asked of each as the list comes to it: it soon has a page full. */
const NAMED_AT_MOST = 1_000;

/**
 * A condition on `request` that few requests may meet, or many: nobody knows before asking. `found` are the ways to those that meet it,
 * each a query of one column with their ids; where they are few the list is asked of these alone, else `each` asks every request it
 * comes to. So neither who has nothing nor who has most walks through all.
 */
export async function fewOrEach(
  tx: Transaction<Tables>,
  { found, each }: { found: readonly RawBuilder<unknown>[]; each: RawBuilder<SqlBool> },
): Promise<RawBuilder<SqlBool>> {
  const ways = found.map((way) => sql`(${way} limit ${sql.lit(NAMED_AT_MOST + 1)})`);
  // One row: where they are many nobody wants to know which.
  const { rows } = await sql<{ few: string[] | null }>`select case when count(*) <= ${sql.lit(NAMED_AT_MOST)}
    then coalesce(array_agg(found.id), '{}') end as few from (${sql.join(ways, sql` union `)}) found (id)`.execute(tx);
  const few = rows[0]?.few ?? null;
  return few === null ? each : sql`request.id = any(${few}::uuid[])`;
}
