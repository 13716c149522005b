import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { askIn } from '#platform/evidence-log/ask.ts';
import { beginEra } from '#platform/evidence-log/era.store.ts';
import { merkleRoot } from '#platform/evidence-log/merkle.ts';
import { digestOfSeal, isSealSigned, signSeal, type Seal } from '#platform/evidence-log/seal.ts';
import { MOST_EVENTS, SealedByUnknownKey, sealEvents } from '#platform/evidence-log/seal-events.ts';
import { BEFORE_ALL, eventsToSeal, lastSeal, previousOf, sealsAfter, storeSeal } from '#platform/evidence-log/seals.store.ts';
import { verifySeals, type SealsResult } from '#platform/evidence-log/verify-seals.ts';
import { sealingKeysOf, type SealingKeys } from '#platform/keys/sealing-keys.ts';
import { formatInstant } from '#platform/time/instant.ts';

const KEYS = sealingKeysOf('11'.repeat(32));

describe('the seals of the evidence', () => {
  let house: TestHouse;
  let owner: pg.Client;
  before(async () => {
    house = await openTestHouse();
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
  });
  after(async () => {
    await owner.end();
    await house.close();
  });

  const seal = (): Promise<{ seal: Seal | null; more: boolean }> =>
    sealEvents({ db: house.db, time: house.time, keys: KEYS }, house.providerId);
  /** One step of sealing after the pause between two seals. */
  const sealLater = async (): Promise<Seal | null> => {
    house.time.pass(1);
    return (await seal()).seal;
  };
  /** Until everything is sealed: transactions that are under way in any database of the server hold up what came after them. */
  const sealAllThereIs = async (): Promise<Seal[]> => {
    const made: Seal[] = [];
    while (((await seals()).at(-1)?.total ?? 0) < (await eventCount())) {
      const next = await sealLater();
      if (next !== null) made.push(next);
    }
    return made;
  };
  /** One event, and nothing told of the key. @returns false where none is finished yet */
  const sealSilently = ({ signer }: SealingKeys): Promise<boolean> =>
    house.within(null, async (tx) => {
      const last = await lastSeal(tx);
      const [next] = await eventsToSeal(tx, last?.upTo ?? BEFORE_ALL, 1);
      if (last === null || next === undefined) return false;
      const { number, total } = last.seal;
      const statement = {
        providerId: house.providerId,
        number: number + 1,
        sealedAt: formatInstant(house.time.pass(1)),
        events: 1,
        total: total + 1,
        root: merkleRoot([next.hash]).toString('hex'),
        previous: previousOf(last),
      };
      await storeSeal(tx, { seal: signSeal(statement, signer), upTo: next.place, leaves: [next.hash] });
      return true;
    });
  const seals = (): Promise<Seal[]> => house.within(null, (tx) => sealsAfter(tx as never, 0, 1_000));
  const reports = (): Promise<string> =>
    storyIn(house).reports('technician', {
      content: '核心交换机没有响应',
      kind: 'fault',
      siteId: house.sites['SITE-01'] ?? '',
      enquirerPhone: '+86 10 0000 0004',
    });
  /** What a seal covers, asked of the events in words of its own. */
  const coveredBy = async (number: number): Promise<Buffer[]> => {
    const { rows } = await owner.query<{ hash: Buffer }>(
      `select e.hash from pledge.event e
       join pledge.seal s on s.provider_id = e.provider_id and s.number = $1
       left join pledge.seal b on b.provider_id = s.provider_id and b.number = s.number - 1
       where (e.era, e.xid, e.id) <= (s.last_era, s.last_xid, s.last_event)
         and (b.number is null or (e.era, e.xid, e.id) > (b.last_era, b.last_xid, b.last_event))
       order by e.era, e.xid, e.id`,
      [number],
    );
    return rows.map(({ hash }) => hash);
  };
  const eventCount = async (): Promise<number> =>
    (await owner.query<{ count: number }>('select count(*)::int as count from pledge.event')).rows[0]?.count ?? 0;
  /** Every event is covered once, every seal signed, and each names the one before. */
  const allHold = async (): Promise<void> => {
    const all = await seals();
    for (const [at, one] of all.entries()) {
      const leaves = await coveredBy(one.number);
      assert.equal(one.number, at + 1);
      assert.equal(leaves.length, one.events);
      assert.equal(merkleRoot(leaves).toString('hex'), one.root);
      assert.ok(isSealSigned(one, KEYS.known));
      const before = all[at - 1];
      assert.equal(one.previous, before === undefined ? null : digestOfSeal(before));
      assert.equal(one.total, (before?.total ?? 0) + one.events);
    }
    assert.equal(all.at(-1)?.total, await eventCount());
  };

  it('cover what there is, then what is new, and nothing where nothing is', async () => {
    await reports();
    await sealAllThereIs();
    await allHold();
    assert.equal(await sealLater(), null, 'nothing new');
    await reports();
    assert.ok((await sealAllThereIs()).length > 0);
    await allHold();
  });

  it('keep their pause: what comes in between waits for the next', async () => {
    await reports();
    await sealAllThereIs();
    await reports();
    assert.equal((await seal()).seal, null, 'within ten seconds of the last');
    assert.ok((await sealAllThereIs()).length > 0);
    await allHold();
  });

  it('wait for a transaction that stays open, and never skip what it wrote', async () => {
    await sealAllThereIs();
    const slow = new pg.Client({ connectionString: house.ownerUrl });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query(`select set_config('pledge.provider', $1, true)`, [house.providerId]);
      await insertEvents(slow, house.providerId, 3);
      await reports();
      assert.equal(await sealLater(), null, 'nothing behind the open transaction');
      await slow.query('commit');
    } finally {
      await slow.end();
    }
    await sealAllThereIs();
    await allHold();
  });

  it('are made once, however many workers are at it', async () => {
    for (let round = 0; round < 5; round += 1) {
      await reports();
      house.time.pass(1);
      const made = await Promise.all(Array.from({ length: 12 }, seal));
      assert.ok(made.filter((one) => one.seal !== null).length <= 1);
    }
    await sealAllThereIs();
    await allHold();
  });

  it('are several where more came at once than one covers, also of one transaction', async () => {
    await sealAllThereIs();
    const many = 2 * MOST_EVENTS + 100;
    await insertEvents(owner, house.providerId, many);
    const sizes: number[] = [];
    // Without a pause between full ones.
    for (house.time.pass(1); sizes.length < 3;) {
      const next = await seal();
      if (next.seal === null) continue;
      sizes.push(next.seal.events);
      assert.equal(next.more, next.seal.events === MOST_EVENTS);
    }
    assert.deepEqual(sizes, [MOST_EVENTS, MOST_EVENTS, 100]);
    await allHold();
  });

  it('go on where transaction ids begin anew: what was restored is sealed once, and what comes after it too', async () => {
    await sealAllThereIs();
    // As a restore leaves it: events of a cluster that had come much further, some sealed there and some not.
    await owner.query('begin');
    await insertEvents(owner, house.providerId, 4);
    await owner.query(`update pledge.event set xid = (10 ^ (8 + seq))::numeric::text::xid8 where xid = pg_current_xact_id()`);
    await owner.query('commit');
    assert.equal(await sealLater(), null, 'ids of a future that this cluster has not come to');
    await beginEra(owner);
    await reports();
    await sealAllThereIs();
    await allHold();
    await beginEra(owner);
    await reports();
    await sealAllThereIs();
    await allHold();
  });

  it('are for nobody to change, take away or replace', async () => {
    const client = new pg.Client({ connectionString: house.directUrl });
    await client.connect();
    try {
      await client.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
      for (const statement of [
        'update pledge.seal set events = events',
        'delete from pledge.seal',
        'truncate pledge.seal',
        `create or replace function pledge.event_era() returns integer language sql immutable as 'select 9'`,
      ])
        await assert.rejects(client.query(statement), { code: '42501' }, statement);
    } finally {
      await client.end();
    }
  });

  it('are signed with a newer key behind an older, which an event tells of, never the other way round', async () => {
    await sealAllThereIs();
    const newer = sealingKeysOf('12'.repeat(32), KEYS.known);
    const verify = (): Promise<SealsResult> => house.within(null, (tx) => verifySeals(askIn(tx as never), { keys: newer.known }));
    await reports();
    // By somebody who put a key into the key file, or by a version that did not tell of keys yet.
    while (!(await sealSilently(newer)));
    const silent = (await seals()).at(-1)?.number;
    const untold = (await verify()).first;
    assert.deepEqual([untold?.fault, untold?.streamKind, untold?.seq], ['key', 'seal', silent]);
    await reports();
    while (
      (house.time.pass(1), (await sealEvents({ db: house.db, time: house.time, keys: newer }, house.providerId)).seal) === null
    );
    await reports();
    house.time.pass(1);
    await assert.rejects(seal(), SealedByUnknownKey);
    // Somebody has the old key, and goes on with it.
    const last = (await seals()).at(-1);
    assert.deepEqual([(await verify()).seals, (await verify()).first], [last?.number, null]);
    const old = { ...newer, signer: KEYS.signer };
    while (
      (house.time.pass(1), (await sealEvents({ db: house.db, time: house.time, keys: old }, house.providerId)).seal) === null
    );
    const { seals: holding, first } = await verify();
    assert.deepEqual([holding, first?.fault, first?.seq], [last?.number, 'seal', (last?.number ?? 0) + 1]);
  });
});

/** Events of a stream of their own, as the owner may write them. */
async function insertEvents(client: pg.Client, providerId: string, count: number): Promise<void> {
  await client.query(
    `insert into pledge.event (provider_id, id, stream_kind, stream_id, seq, type, payload, actor, occurred_at, recorded_at, hash)
     select $1, gen_random_uuid(), 'other', $2, n, 'other', '{}', '{}', now(), now(), sha256(n::text::bytea || $3::bytea) from generate_series(1, $4::int) n`,
    [providerId, crypto.randomUUID(), randomBytes(8), count],
  );
}
