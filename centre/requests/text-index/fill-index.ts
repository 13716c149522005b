import { sql, type Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { refillRequests } from './refill.store.ts';

/** Requests entered in one transaction. */
const BATCH = 100;

/**
 * Enters requests that were there before the index was: the next batch of each provider that is not through, in the order of their ids.
 * What is done is kept with it, so a kill costs nothing; requests made since are entered by their own commands. Asked again it does
 * nothing. Gives whether there is more.
 */
export async function fillTextIndex(deps: { db: Kysely<Tables>; time: TimeSource }): Promise<{ filled: number; more: boolean }> {
  let filled = 0;
  let more = false;
  for (const { provider_id: providerId } of await deps.db.selectFrom('pledge.provider').select('provider_id').execute()) {
    const count = await fillNext(deps, providerId);
    filled += count;
    more ||= count > 0;
  }
  return { filled, more };
}

async function fillNext(deps: { db: Kysely<Tables>; time: TimeSource }, providerId: string): Promise<number> {
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    // One worker at a time: another finds the row held and goes on with something else.
    const filling = await tx
      .selectFrom('pledge.text_index_filling')
      .select('up_to')
      .where('done_at', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (filling === undefined) return 0;
    const { rows } = await sql<{ id: string }>`select id from pledge.service_request
      where provider_id = ${providerId}::uuid and id > ${filling.up_to}::uuid order by id limit ${BATCH}`.execute(tx);
    const ids = rows.map(({ id }) => id);
    await refillRequests(tx, ids);
    const last = ids.at(-1);
    const change =
      last === undefined ? { done_at: formatInstant(deps.time.now(instant(databaseNow))) } : { up_to: last, done_at: null };
    await tx.updateTable('pledge.text_index_filling').set(change).execute();
    return ids.length;
  });
}
