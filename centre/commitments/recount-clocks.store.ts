import { sql, type Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { NOTICES_FRESH_MS } from '#centre/plan/index.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';

/**
 * So long after a notice came nobody counts on the table before it any more: every process has looked again, and what had
 * begun before has ended.
 */
const SETTLED_MS = 10 * NOTICES_FRESH_MS;

/**
 * Hands the clocks that go on to the workers, to be counted anew after a notice came into the holiday table; each notice once,
 * also after a downtime. Ended clocks keep their verdict.
 */
export async function recountAfterNotices(deps: { db: Kysely<Tables>; time: TimeSource }): Promise<void> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  for (const { provider_id: providerId } of providers)
    await inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
      const now = deps.time.now(instant(databaseNow));
      const settled = await tx
        .updateTable('pledge.holiday_year')
        .set({ recounted_at: formatInstant(now) })
        .where('recounted_at', 'is', null)
        .where(sql<boolean>`imported_at <= ${formatInstant(instant(now - SETTLED_MS))}`)
        .returning('year')
        .execute();
      if (settled.length === 0) return;
      await tx
        .updateTable('pledge.clock')
        .set({ next_at: formatInstant(now) })
        .where('state', 'in', ['running', 'paused'])
        .execute();
    });
}
