import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import type { ObjectivesBeside } from './objectives-beside.ts';
import { countPortion, PORTION } from './count-anew.store.ts';
import { countMarked, takeRegister } from './count.store.ts';

/**
 * Brings the registers of all providers up to the events written so far. One counts each register at a time; whoever finds it taken
 * leaves it. Whatever is cut off is undone with its transaction, and the marks are there for the next look; a register that was never counted
 * goes on from the last portion. `counted` says that figures became others, `more` asks for another look at once.
 */
export async function countRegisters(deps: {
  db: Kysely<Tables>;
  time: TimeSource;
  objectives: ObjectivesBeside;
  /** Requests that are counted together where everything is counted. */
  portion?: number;
}): Promise<{ counted: number; more: boolean }> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  let counted = 0;
  let more = false;
  for (const { provider_id: providerId } of providers) {
    const looked = await inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
      const register = await takeRegister(tx);
      if (register === null) return { counted: 0, more: false };
      if (!register.counted) {
        const now = deps.time.now(instant(databaseNow));
        const isWhole = await countPortion(tx, { now, objectives: deps.objectives, portion: deps.portion ?? PORTION });
        return { counted: isWhole ? 1 : 0, more: true };
      }
      const { marks, requests } = await countMarked(tx);
      if (requests.length > 0) await deps.objectives.keep(tx, requests);
      return { counted: marks, more: marks > 0 };
    });
    counted += looked.counted;
    more ||= looked.more;
  }
  return { counted, more };
}
