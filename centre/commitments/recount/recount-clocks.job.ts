import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { openRequests, type OpenRequest } from './open-requests.store.ts';
import { recountingOf, type Recounting } from './recounting.ts';
import { advanceRecount, claimRecount, FIRST_ID, requestsAfter, type StoredRecount } from './recount.store.ts';
import { becomingOf, writeBecoming, type Becoming } from './write-foreseen.ts';

/** So many requests in one transaction: their rows are held for a moment, and whoever calls meanwhile waits no longer. */
const SLICE = 100;
/** So many slices from one look at who holds a recount to the next. */
const SLICES = 10;
/** Ids that are read ahead; what is left of them is read anew after a restart. */
const READ_AHEAD = 5_000;
/** After a kill the others wait so long before they go on: longer than any slice. */
const HELD_MS = 15_000;
const COUNTED_AT_MOST = 10_000_000;

export interface RecountDeps {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
}

export interface Recounts {
  /** Does the next slices of each provider; tells which recounts it was at, and whether one of them ended. */
  readonly look: () => Promise<{ readonly recounts: readonly string[]; readonly ended: boolean }>;
}

/** A recount that this worker holds, and the requests that it knows are next. */
interface Held {
  readonly providerId: string;
  recount: StoredRecount;
  readonly recounting: Recounting;
  ahead: string[];
}

/**
 * Counts all clocks that run again, after a notice of holidays or where a version takes running requests over: slice by slice, each in one
 * transaction with how far the recount is, so that a kill costs what was under way and no request is counted or moved twice. What has ended
 * keeps its verdict. Warnings and breaches that lie in the past by it are recorded along, each with its true instant.
 */
export function openRecounts(
  deps: RecountDeps,
  how: { slice: number; slices: number } = { slice: SLICE, slices: SLICES },
): Recounts {
  const holder = randomUUID();
  const held = new Map<string, Held>();
  const next = async (providerId: string): Promise<Held | null> => {
    const recount = await claim(deps, providerId, holder);
    if (recount === null) {
      held.delete(providerId);
      return null;
    }
    const known = held.get(providerId);
    if (known?.recount.id === recount.id) {
      // Whoever stood still between two looks finds it further on: what was read ahead is counted by now.
      if (known.recount.place !== recount.place) known.ahead = [];
      return Object.assign(known, { recount });
    }
    return begin(deps, { providerId, holder, recount });
  };
  return {
    look: async () => {
      const recounts: string[] = [];
      let ended = false;
      for (const { provider_id: providerId } of await deps.db.selectFrom('pledge.provider').select('provider_id').execute()) {
        const work = await next(providerId);
        if (work === null) continue;
        recounts.push(work.recount.id);
        held.set(providerId, work);
        let went: Went = 'on';
        for (let turn = 0; turn < how.slices && went === 'on'; turn += 1)
          went = await countSlice(deps, work, { holder, slice: how.slice });
        if (went === 'over') ended = true;
      }
      return { recounts, ended };
    },
  };
}

function claim(deps: RecountDeps, providerId: string, holder: string): Promise<StoredRecount | null> {
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    const now = deps.time.now(instant(databaseNow));
    return (await claimRecount(tx, { holder, now, until: instant(now + HELD_MS) })) ?? null;
  });
}

/** Tells once how many requests a recount is about. */
async function begin(deps: RecountDeps, about: { providerId: string; holder: string; recount: StoredRecount }): Promise<Held> {
  const { providerId, holder, recount } = about;
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    const recounting = await recountingOf(tx, recount, deps.time.now(instant(databaseNow)));
    if (recount.requests === null) {
      const all = await requestsAfter(tx, recounting.concerned, { place: FIRST_ID, limit: COUNTED_AT_MOST });
      await advanceRecount(tx, { id: recount.id, holder }, { requests: all.length });
    }
    return { providerId, recount, recounting, ahead: [] };
  });
}

/** Another worker took the recount over; what this one did of the slice is not written. */
class HoldLost extends Error {}

/** How a slice went: there may be more, there was none left, or another worker has the recount. */
type Went = 'on' | 'over' | 'lost';

async function countSlice(deps: RecountDeps, held: Held, by: { holder: string; slice: number }): Promise<Went> {
  const scope = { providerId: held.providerId, customerId: null };
  try {
    const { recount, left, went } = await inTransaction(deps.db, scope, async (tx, databaseNow) => {
      if (held.ahead.length === 0)
        held.ahead = await requestsAfter(tx, held.recounting.concerned, { place: held.recount.place, limit: READ_AHEAD });
      const ids = held.ahead.slice(0, by.slice);
      const requests = ids.length === 0 ? [] : await openRequests(tx, ids, { lock: true });
      const now = deps.time.now(instant(databaseNow));
      const recount = await countThese(tx, held, { requests, ids, now, holder: by.holder });
      return { recount, left: held.ahead.slice(by.slice), went: ids.length === 0 ? ('over' as const) : ('on' as const) };
    });
    // Known only once it is committed.
    Object.assign(held, { recount, ahead: left });
    return went;
  } catch (error) {
    held.ahead = [];
    if (error instanceof HoldLost) return 'lost';
    throw error;
  }
}

async function countThese(
  tx: Transaction<Tables>,
  { recount, recounting }: Held,
  slice: { requests: readonly OpenRequest[]; ids: readonly string[]; now: Instant; holder: string },
): Promise<StoredRecount> {
  const { requests, ids, now, holder } = slice;
  const becoming: Becoming[] = [];
  let [moved, stayed] = [0, 0];
  for (const request of requests) {
    const outlook = await recounting.foresee(tx, request, now);
    if (outlook === 'cannot') stayed += 1;
    if (typeof outlook === 'string') continue;
    if (outlook.move !== undefined) moved += 1;
    becoming.push(becomingOf(outlook, { recountId: recount.id, now }));
  }
  writeBecoming(tx, becoming, { recountId: recount.id, now });
  const sum = (of: (one: Becoming) => number) => becoming.reduce((total, one) => total + of(one), 0);
  const isOver = ids.length === 0;
  const ours = await advanceRecount(
    tx,
    { id: recount.id, holder },
    {
      place: ids.at(-1) ?? recount.place,
      done: recount.done + ids.length,
      moved: recount.moved + moved,
      stayed: recount.stayed + stayed,
      changed: recount.changed + sum((one) => one.recounted.differences.length),
      breached: recount.breached + sum(({ breached }) => breached),
      warned: recount.warned + sum(({ warned }) => warned),
      held_until: formatInstant(instant(now + HELD_MS)),
      ...(isOver ? { state: 'done' as const, ended_at: formatInstant(now), held_by: null, held_until: null } : {}),
    },
  );
  if (ours === undefined) throw new HoldLost();
  return ours;
}
