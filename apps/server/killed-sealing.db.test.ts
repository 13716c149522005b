import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { uuidv7 } from '#platform/db/uuid.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { appendEvents, type EventToAppend } from '#platform/evidence-log/append.ts';
import { MOST_EVENTS } from '#platform/evidence-log/seal-events.ts';
import { sealsAfter } from '#platform/evidence-log/seals.store.ts';
import { auditOf } from '#centre/testing/audit.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { killedInTheMiddle, type HowFar } from './testing/killed-worker.ts';
import { TEST_KEYS } from './testing/test-server.ts';

/** Seals that the backlog fills: more than a worker makes before it is killed for the last time. */
const FULL_SEALS = 8;
const PORTION = 1_000;
const KILLS = 4;

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

/** Much happens to one person in one transaction: as many events as fill so many seals, each hashed and chained by the product. */
async function backlog(): Promise<void> {
  const { providerId, actors } = house;
  const id = actors.auditor.personId ?? '';
  const now = house.time.current();
  const events = Array.from({ length: FULL_SEALS * MOST_EVENTS }, (_, place): EventToAppend => ({
    id: uuidv7(now),
    type: 'signedIn',
    flow: null,
    from: null,
    to: null,
    writes: [],
    data: { place },
    texts: {},
    contactId: null,
    visibility: 'internal',
    commitments: [],
    occurredAt: now,
    lateReason: null,
  }));
  // The database ends a transaction that stands still, as one does whose process makes so many digests on a busy machine.
  for (let first = 0; first < events.length; first += PORTION) {
    const portion = events.slice(first, first + PORTION);
    await inTransaction(house.db, { providerId, customerId: null }, async (tx) => {
      const there = await tx
        .selectFrom('pledge.person_stream')
        .select(['seq', 'last_hash'])
        .where('id', '=', id)
        .executeTakeFirst();
      const end = appendEvents(
        tx,
        { providerId, customerId: null, requestId: null, actor: { kind: 'system', id: null }, recordedAt: now },
        { kind: 'person', id, end: { seq: there?.seq ?? 0, hash: there?.last_hash ?? null }, events: portion },
      );
      const row = { seq: end.seq, last_hash: end.hash ?? Buffer.alloc(0) };
      await tx
        .insertInto('pledge.person_stream')
        .values({ provider_id: providerId, id, customer_id: null, ...row })
        .onConflict((on) => on.columns(['provider_id', 'id']).doUpdateSet(row))
        .execute();
    });
  }
}

const events = (): Promise<number> =>
  house.within(null, async (tx) => {
    const { count } = await tx
      .selectFrom('pledge.event')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  });

describe('a worker that is killed while it seals', () => {
  it('leaves each seal whole or undone: in the end every event is covered by one, and all of it is verified', async () => {
    await backlog();
    const all = await events();
    const seals = () => house.within(null, (tx) => sealsAfter(tx as never, 0, 1_000));
    const howFar = async (): Promise<HowFar> => {
      const made = await seals();
      return { begun: made.length > 0, over: made.at(-1)?.total === all, place: String(made.length) };
    };
    const inTheMiddle = await killedInTheMiddle(house, KILLS, { look: howFar });
    assert.ok(inTheMiddle > 1, `${inTheMiddle} kills came while it sealed`);
    const made = await seals();
    assert.deepEqual(
      made.map(({ number }) => number),
      made.map((_, place) => place + 1),
    );
    assert.equal(
      made.reduce((sum, seal) => sum + seal.events, 0),
      all,
    );
    const { known: keys } = await TEST_KEYS.sealing();
    const { first, events: verified, sealed } = await auditOf(house, { seals: { keys } });
    assert.deepEqual([first, verified, sealed], [null, all, all]);
  });
});
