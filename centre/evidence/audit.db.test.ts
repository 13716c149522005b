import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { inReading } from '#platform/db/pool.ts';
import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { openLanes } from '#platform/evidence-log/lanes.ts';
import { openSnapshot } from '#platform/evidence-log/snapshot.ts';
import { verifyEvidence, type AuditResult } from '#platform/evidence-log/verify.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import { ERASURES, SUBJECT_TABLES } from './audit.ts';

const KEYS = sealingKeysOf('66'.repeat(32));
/** Small seals and small ranges, so that a few events are a case of many. */
const EVENTS = 5;

describe('evidence that is verified in threads', () => {
  let house: TestHouse;
  let owner: pg.Client;
  before(async () => {
    house = await openTestHouse();
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query("select set_config('pledge.provider', $1, false)", [house.providerId]);
    for (let told = 0; told < 8; told += 1)
      await storyIn(house).reports('technician', {
        content: '核心交换机没有响应',
        kind: 'fault',
        siteId: house.sites['SITE-01'] ?? '',
        enquirerPhone: '+86 10 0000 0004',
      });
    // Transactions that are under way in any database of the server hold up what came after them, and cut a seal short.
    for (let sealed = 0; sealed < 2;) {
      house.time.pass(1);
      const { seal } = await sealEvents({ db: house.db, time: house.time, keys: KEYS, most: EVENTS }, house.providerId);
      if (seal !== null) sealed += 1;
    }
  });
  after(async () => {
    await owner.end();
    await house.close();
  });

  const verify = (how: { inThreads: boolean }): Promise<AuditResult> =>
    inReading(
      house.db,
      { providerId: house.providerId, customerId: null },
      async (tx) => {
        const { rows } = await sql<{ name: string }>`select pg_export_snapshot() as name`.execute(tx);
        const snapshot = { url: house.directUrl, providerId: house.providerId, name: rows[0]?.name ?? '' };
        const { close, ...reader } = await openSnapshot(snapshot);
        try {
          const about = { subjects: SUBJECT_TABLES, erasures: ERASURES, seals: { keys: KEYS.known }, range: EVENTS };
          return await verifyEvidence(reader, how.inThreads ? { ...about, snapshot, threads: 2 } : about);
        } finally {
          await close();
        }
      },
      { oneMoment: true },
    );
  const count = async (what: string): Promise<number> =>
    (await owner.query<{ count: number }>(`select count(*)::int as count from ${what}`)).rows[0]?.count ?? 0;

  /** Events under seals, by the seals' own count. */
  const total = async (): Promise<number> =>
    (await owner.query<{ total: number }>('select coalesce(sum(events), 0)::int as total from pledge.seal')).rows[0]?.total ?? 0;

  it('knows the row of every stream: each table that keeps the end of one', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'pledge' and column_name = 'last_hash' order by 1`,
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      Object.values(SUBJECT_TABLES).sort(),
    );
  });

  it('comes to what one thread finds, every event in one range, whatever ids they have', async () => {
    const alone = await verify({ inThreads: false });
    assert.deepEqual(await verify({ inThreads: true }), alone);
    assert.equal(alone.first, null);
    assert.equal(alone.events, await count('pledge.event'));
    assert.equal(alone.texts, await count('pledge.event_text'));
    assert.equal(alone.sealed, await total());
    assert.ok(alone.sealed > 0 && alone.events > alone.sealed, 'some events are sealed, others not yet');
  });

  it('leaves no connection behind where one of those beside it cannot be had', async () => {
    const here = 'datname = current_database()';
    const limit = (most: string) =>
      owner.query(`do $$ begin execute format('alter database %I connection limit %s', current_database(), ${most}); end $$`);
    const links = { subjects: SUBJECT_TABLES, kinds: [] };
    const of = (name: string) => ({ url: house.directUrl, providerId: house.providerId, name });
    await assert.rejects(openSnapshot(of('00000000-00000000-1')), 'a moment that nobody holds');
    await limit(`(select count(*) + 2 from pg_stat_activity where ${here})`);
    try {
      await owner.query('begin isolation level repeatable read');
      const { rows } = await owner.query<{ name: string }>('select pg_export_snapshot() as name');
      await assert.rejects(openLanes(of(rows[0]?.name ?? ''), links, 0), /too many connections/);
    } finally {
      await owner.query('rollback');
      await limit(`'-1'`);
    }
    for (let tries = 0; (await count(`pg_stat_activity where application_name = 'pledge audit' and ${here}`)) > 0; tries += 1) {
      assert.ok(tries < 100, 'those that were opened are closed');
      await delay(50);
    }
  });

  it('holds where JSON says the same in another spelling, as other versions write it, and not where it says another thing', async () => {
    const kept = async (change: string): Promise<AuditResult> => {
      await owner.query('begin');
      try {
        await owner.query(`create table kept_events as select id, payload, actor from pledge.event`);
        await owner.query(`update pledge.event set ${change}`);
        await owner.query('commit');
        return await verify({ inThreads: false });
      } finally {
        await owner.query(
          `update pledge.event set payload = kept.payload, actor = kept.actor from kept_events kept where kept.id = event.id`,
        );
        await owner.query('drop table kept_events');
      }
    };
    assert.equal((await kept('payload = payload::jsonb::json, actor = actor::jsonb::json')).first, null);
    assert.equal((await kept(`payload = (payload::jsonb || '{"flow": "other"}')::json`)).first?.fault, 'hash');
    const { rows } = await owner.query<{ actor: string; payload: string }>('select actor::text, payload::text from pledge.event');
    for (const spelled of rows.flatMap(({ actor, payload }) => [actor, payload]))
      assert.equal(spelled, canonicalJson(JSON.parse(spelled) as Json), 'as it was written here');
  });

  it('looks at events and streams of whatever id, the least of all too', async () => {
    const least = '00000000-0000-0000-0000-000000000000';
    const { rows } = await owner.query<{ id: string }>(
      'select id from pledge.event e where not exists (select 1 from pledge.event_text t where t.event_id = e.id) order by id limit 1',
    );
    const id = rows[0]?.id ?? '';
    await owner.query(`update pledge.event set id = $1, type = type || 'x' where id = $2`, [least, id]);
    assert.deepEqual((({ first }) => [first?.fault, first?.eventId])(await verify({ inThreads: false })), ['hash', least]);
    await owner.query(`update pledge.event set id = $2, type = rtrim(type, 'x') where id = $1`, [least, id]);
    assert.equal((await verify({ inThreads: false })).first, null);
    await owner.query(
      `insert into pledge.event (provider_id, id, stream_kind, stream_id, seq, type, payload, actor, occurred_at, recorded_at, hash)
       values ($1, gen_random_uuid(), 'other', $2, 1, 'other', '{}', '{}', now(), now(), '')`,
      [house.providerId, least],
    );
    const { first } = await verify({ inThreads: false });
    assert.deepEqual([first?.streamKind, first?.streamId], ['other', least]);
    await owner.query('delete from pledge.event where stream_id = $1', [least]);
  });

  it('has its first bad record named, though threads find others sooner', async () => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from pledge.event order by stream_kind collate "C", stream_id, seq offset 1 limit 8`,
    );
    await owner.query('begin');
    await owner.query(`update pledge.event set type = type || 'x' where id = any($1::uuid[])`, [rows.map(({ id }) => id)]);
    await owner.query('commit');
    for (const inThreads of [false, true]) {
      const { first } = await verify({ inThreads });
      assert.deepEqual([first?.fault, first?.eventId], ['hash', rows[0]?.id]);
    }
  });
});
