import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import type { ObjectivesBeside } from './objectives-beside.ts';
import { countAnew, countMarked, takeRegister } from './count.store.ts';

/**
 * Brings the registers of all providers up to the events written so far. One counts each register at a time; whoever finds it taken
 * leaves it. Whatever is cut off is undone with its transaction, and the marks are there for the next look. `more` asks for another look at once.
 */
export async function countRegisters(deps: {
  db: Kysely<Tables>;
  time: TimeSource;
  objectives: ObjectivesBeside;
}): Promise<{ counted: number; more: boolean }> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  let counted = 0;
  let more = false;
  for (const { provider_id: providerId } of providers) {
    const taken = await inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
      const register = await takeRegister(tx);
      if (register === null) return 0;
      if (!register.counted) {
        await countAnew(tx, deps.time.now(instant(databaseNow)));
        await deps.objectives.keep(tx, 'all');
        return 1;
      }
      const { marks, requests } = await countMarked(tx);
      if (requests.length > 0) await deps.objectives.keep(tx, requests);
      return marks;
    });
    counted += taken;
    more ||= taken > 0;
  }
  return { counted, more };
}
