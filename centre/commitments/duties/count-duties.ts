import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { countPortionOfDuties } from './duty-counts.store.ts';

/** Duties that are counted together. */
const PORTION = 1_000;

/**
 * Counts the duties of all providers that were reported or came due, a portion of each. The mark and the sums are one transaction: what
 * is cut off is neither, and nothing is counted twice. No figure waits for it: what is not counted yet is judged at each look.
 */
export async function countDuties(deps: {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
  readonly portion?: number;
}): Promise<{ counted: number; more: boolean }> {
  const { portion = PORTION } = deps;
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  let counted = 0;
  let more = false;
  for (const { provider_id: providerId } of providers) {
    const taken = await inTransaction(deps.db, { providerId, customerId: null }, (tx, databaseNow) =>
      countPortionOfDuties(tx, { now: deps.time.now(instant(databaseNow)), portion }),
    );
    counted += taken;
    more ||= taken === portion;
  }
  return { counted, more };
}
