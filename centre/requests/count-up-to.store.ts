import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { COUNTED_TO, type Counted } from './counted.schema.ts';

/** Counts rows no further than `upTo`: among a million it reads what it reads among a thousand. `rows` begins with `from`. */
export async function countUpTo(tx: Transaction<Tables>, rows: RawBuilder<unknown>, upTo: number = COUNTED_TO): Promise<Counted> {
  const { rows: found } = await sql<{ count: number }>`select count(*)::integer as count
    from (select 1 ${rows} limit ${sql.lit(upTo + 1)}) counted`.execute(tx);
  const count = found[0]?.count ?? 0;
  return { count: Math.min(count, upTo), more: count > upTo };
}
