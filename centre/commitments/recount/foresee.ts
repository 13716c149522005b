import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inReading } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import type { ClockDifference } from './differences.rules.ts';
import { openRequests } from './open-requests.store.ts';
import type { Recounting } from './recounting.ts';
import { FIRST_ID, requestsAfter, type StoredRecount } from './recount.store.ts';
import type { RecountDeps } from './recount-clocks.job.ts';

/** So many requests between two turns of whoever else asks. */
const SLICE = 100;
const IDS_AT_ONCE = 5_000;

/** What a recount would do. */
export interface Outlooks extends Pick<StoredRecount, 'done' | 'moved' | 'stayed' | 'changed' | 'breached'> {
  /** The first of the clocks that would become others, in the order of their requests. */
  readonly first: readonly { readonly requestId: string; readonly planId: string; readonly difference: ClockDifference }[];
}

/** Works a recount out and writes nothing: each slice is read by itself, so that nobody waits for it. `keep`: how many differences are told. */
export async function foreseeAll(
  deps: RecountDeps & { readonly db: Kysely<Tables> },
  about: { readonly providerId: string; readonly recounting: Recounting; readonly keep: number },
): Promise<Outlooks> {
  const scope = { providerId: about.providerId, customerId: null };
  const { concerned, foresee } = about.recounting;
  const told = { done: 0, moved: 0, stayed: 0, changed: 0, breached: 0 };
  const first: Outlooks['first'][number][] = [];
  for (let place = FIRST_ID; ;) {
    const ids = await inReading(deps.db, scope, (tx) => requestsAfter(tx, concerned, { place, limit: IDS_AT_ONCE }));
    for (let from = 0; from < ids.length; from += SLICE) {
      await inReading(deps.db, scope, async (tx, databaseNow) => {
        const now = deps.time.now(instant(databaseNow));
        for (const request of await openRequests(tx, ids.slice(from, from + SLICE), { lock: false })) {
          const outlook = await foresee(tx, request, now);
          told.done += 1;
          if (outlook === 'cannot') told.stayed += 1;
          if (typeof outlook === 'string') continue;
          if (outlook.move !== undefined) told.moved += 1;
          told.changed += outlook.differences.length;
          told.breached += outlook.differences.filter(({ breachedAt }) => breachedAt !== null).length;
          const { request_id: requestId, plan_id: planId } = outlook.request.owner;
          for (const difference of outlook.differences)
            if (first.length < about.keep) first.push({ requestId, planId, difference });
        }
      });
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < IDS_AT_ONCE) return { ...told, first };
    place = last;
  }
}
