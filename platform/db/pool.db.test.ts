import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { sql, type Kysely, type Transaction } from 'kysely';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { inOneMessage, inReading, inTransaction, later, openKysely, openPool, together } from './pool.ts';

interface NoTables {
  none: { none: string };
}
const SCOPE = { providerId: '01990000-0000-7000-8000-00000000c0de', customerId: null };

describe('a pool of connections', () => {
  let database: TestDatabase;
  let ownerUrl: string;
  let owner: pg.Client;
  const name = `pool_${process.pid}`;
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  before(async () => {
    database = await startTestDatabase();
    await onServer(`create database ${name}`);
    const own = new URL(database.ownerUrl);
    own.pathname = `/${name}`;
    ownerUrl = own.href;
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    // Asked as every transaction begins.
    await owner.query(
      'create schema pledge; create table pledge.standing_data (provider_id uuid primary key, version bigint not null)',
    );
  });
  after(async () => {
    await owner.end();
    await onServer(`drop database ${name} with (force)`);
    await database.stop();
  });

  it('a connection that breaks between two statements of a transaction fails that transaction and nothing else', async () => {
    const db = openKysely<never>(openPool(ownerUrl, 1));
    const broken = inTransaction(db, SCOPE, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      // While the transaction waits for something else, the server's farewell finds no query that could fail.
      await delay(100);
      await sql`select 1`.execute(tx);
    });
    await assert.rejects(broken);
    assert.equal(await inTransaction(db, SCOPE, async () => 'served again'), 'served again');
    await db.destroy();
  });

  it('a connection that breaks while nobody uses it is replaced', async () => {
    const pool = openPool(ownerUrl, 1);
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    // Its error comes first, and is no failure.
    const removed = new Promise((done) => pool.once('remove', done));
    await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await removed;
    assert.equal((await pool.query('select 1')).rowCount, 1);
    await pool.end();
  });

  describe('queries of a transaction', () => {
    const messages = async (work: (tx: Transaction<NoTables>) => Promise<unknown>): Promise<number> => {
      const pool = openPool(ownerUrl, 1);
      let sent = 0;
      pool.on('connect', (client) => {
        const query = client.query.bind(client) as (asked: unknown) => unknown;
        client.query = ((asked: unknown) => ((sent += 1), query(asked))) as typeof client.query;
      });
      const db = openKysely<NoTables>(pool);
      await inTransaction(db, SCOPE, work);
      await db.destroy();
      return sent;
    };
    const one = sql<{ one: number }>`select 1 as one`;

    it('that are asked together travel together, each with its own answer', async () => {
      const sent = await messages(async (tx) => {
        const [first, second] = await Promise.all([one.execute(tx), sql<{ two: number }>`select 2 as two`.execute(tx)]);
        assert.deepEqual([first.rows, second.rows], [[{ one: 1 }], [{ two: 2 }]]);
      });
      assert.equal(sent, 3, 'scope, both, commit');
    });

    it('that nobody waits for go along with the next ones, in front of them, or with the commit', async () => {
      const sent = await messages(async (tx) => {
        later(tx, sql`create temporary table taken (id integer) on commit drop`);
        later(tx, sql`insert into pg_temp.taken values (7)`);
        assert.deepEqual((await sql<{ id: number }>`select id from pg_temp.taken`.execute(tx)).rows, [{ id: 7 }]);
        later(tx, sql`insert into pg_temp.taken values (8)`);
      });
      assert.equal(sent, 3);
    });

    it('that nobody waited for fail the commit with their own fault, and the connection serves on', async () => {
      const db = openKysely<NoTables>(openPool(ownerUrl, 1));
      const failed = inTransaction(db, SCOPE, async (tx) => {
        later(tx, sql`select 1 / 0`);
        return 'well';
      });
      await assert.rejects(failed, { code: '22012' });
      assert.equal(await inTransaction(db, SCOPE, async (tx) => (await one.execute(tx)).rows[0]?.one), 1);
      await db.destroy();
    });

    it('of which one fails all fail, each where it was asked', async () => {
      const db = openKysely<NoTables>(openPool(ownerUrl, 1));
      await assert.rejects(
        inTransaction(db, SCOPE, async (tx) => {
          const answers = await Promise.allSettled([one.execute(tx), sql`select 1 / 0`.execute(tx), one.execute(tx)]);
          assert.deepEqual(
            answers.map(({ status }) => status),
            ['rejected', 'rejected', 'rejected'],
          );
          throw new Error('seen');
        }),
        /seen/,
      );
      assert.equal(await inTransaction(db, SCOPE, async () => 'served again'), 'served again');
      await db.destroy();
    });

    it('that are asked after its end reach nobody', async () => {
      const db = openKysely<NoTables>(openPool(ownerUrl, 1));
      const kept = await inTransaction(db, SCOPE, async (tx) => ({ tx }));
      await assert.rejects(one.execute(kept.tx), /has ended/);
      await db.destroy();
    });
  });

  describe('a reading', () => {
    it('sees as a transaction does, cannot write, and leaves its connection to the next', async () => {
      const db = openKysely<NoTables>(openPool(ownerUrl, 1));
      const seen = sql<{ provider: string }>`select current_setting('pledge.provider') as provider`;
      for (let times = 0; times < 3; times += 1) {
        const { rows } = await inReading(db, SCOPE, (tx) => seen.execute(tx));
        assert.deepEqual(rows, [{ provider: SCOPE.providerId }]);
      }
      await assert.rejects(
        inReading(db, SCOPE, (tx) => sql`create table never (id integer)`.execute(tx)),
        { code: '25006' },
      );
      await assert.rejects(
        inReading(db, SCOPE, async () => Promise.reject(new Error('its own'))),
        /its own/,
      );
      assert.equal(await inTransaction(db, SCOPE, async () => 'served on'), 'served on');
      await db.destroy();
    });
  });

  it('a reading of one moment sees nothing of what is committed while it reads; another sees it', async () => {
    const db = openKysely<NoTables>(openPool(ownerUrl, 2));
    await owner.query('create table appended (id integer)');
    const count = sql<{ count: number }>`select count(*)::int as count from appended`;
    for (const [oneMoment, seen] of [
      [true, [0, 0]],
      [false, [0, 1]],
    ] as const) {
      const counts = await inReading(
        db,
        SCOPE,
        async (tx) => {
          const before = (await count.execute(tx)).rows[0]?.count;
          await owner.query('insert into appended values (1)');
          return [before, (await count.execute(tx)).rows[0]?.count];
        },
        { oneMoment },
      );
      assert.deepEqual(counts, seen);
      await owner.query('truncate appended');
    }
    await owner.query('drop table appended');
    await db.destroy();
  });

  describe('statements that the server remembers', () => {
    const all = sql`select * from remembered`;
    before(() => owner.query('create table remembered (id integer)'));
    after(() => owner.query('drop table remembered'));

    it('are read and planned once on a connection', async () => {
      const db = openKysely<NoTables>(openPool(ownerUrl, 1));
      for (let times = 0; times < 3; times += 1) await inTransaction(db, SCOPE, (tx) => all.execute(tx));
      const kept = sql<{
        kept: number;
      }>`select count(*) as kept from pg_prepared_statements where statement = 'select * from remembered'`;
      assert.deepEqual((await inTransaction(db, SCOPE, (tx) => kept.execute(tx))).rows, [{ kept: 1 }]);
      await db.destroy();
    });

    it('are read again where the tables changed under them, in a transaction and in one message', async () => {
      const db = openKysely<NoTables>(openPool(ownerUrl, 1));
      for (let times = 0; times < 3; times += 1) await inTransaction(db, SCOPE, (tx) => all.execute(tx));
      await owner.query('insert into remembered values (1)');
      await owner.query('alter table remembered add column name text');
      const { rows } = await inTransaction(db, SCOPE, (tx) => all.execute(tx));
      assert.deepEqual(rows, [{ id: 1, name: null }]);
      await owner.query('alter table remembered add column more text');
      const { answers } = await inOneMessage(db, SCOPE, [all]);
      assert.deepEqual(answers, [[{ id: 1, name: null, more: null }]]);
      await db.destroy();
    });
  });

  describe('statements in one message', () => {
    const counted = sql<{ count: number }>`select count(*) as count from pg_temp.taken`;
    const db = (): Kysely<NoTables> => openKysely<NoTables>(openPool(ownerUrl, 1));

    it('are carried out in order, each with its own rows, in the types of single ones', async () => {
      const opened = db();
      const answers = await inTransaction(opened, SCOPE, (tx) =>
        together(tx, [
          sql`create temporary table taken (id integer, at timestamptz) on commit drop`,
          sql`insert into pg_temp.taken values (1, '2026-10-03T22:10:00.5+08:00'), (2, null)`,
          sql<{ id: number; at: number | null }>`select id, at from pg_temp.taken order by id`,
          counted,
        ]),
      );
      assert.deepEqual(answers.slice(2), [
        [
          { id: 1, at: Date.parse('2026-10-03T14:10:00.5Z') },
          { id: 2, at: null },
        ],
        [{ count: 2 }],
      ]);
      await opened.destroy();
    });

    it('the first that fails fails the transaction, and the connection serves on', async () => {
      const opened = db();
      const failed = inTransaction(opened, SCOPE, async (tx) => {
        await together(tx, [
          sql`create temporary table taken (id integer)`,
          sql`select 1 / 0`,
          sql`insert into pg_temp.taken values (1)`,
        ]);
      });
      await assert.rejects(failed, { code: '22012' });
      const { rows } = await inTransaction(opened, SCOPE, (tx) =>
        sql<{ is: string | null }>`select to_regclass('pg_temp.taken')::text as is`.execute(tx),
      );
      assert.deepEqual(rows, [{ is: null }]);
      await opened.destroy();
    });

    it('a fault that the work passes over still undoes it all: nothing is half committed', async () => {
      const opened = db();
      const hidden = inTransaction(opened, SCOPE, async (tx) => {
        await sql`select 1 / 0`.execute(tx).catch(() => undefined);
      });
      await assert.rejects(hidden, /undone/);
      await opened.destroy();
    });

    it('without a transaction around them they are one: all or nothing, and the scope ends with it', async () => {
      const opened = db();
      await sql`create temporary table taken (id integer)`.execute(opened);
      await assert.rejects(inOneMessage(opened, SCOPE, [sql`insert into pg_temp.taken values (1)`, sql`select 1 / 0`]), {
        code: '22012',
      });
      const { databaseNow, answers } = await inOneMessage(opened, SCOPE, [
        counted,
        sql<{ provider: string }>`select current_setting('pledge.provider') as provider`,
      ]);
      assert.deepEqual(answers, [[{ count: 0 }], [{ provider: SCOPE.providerId }]]);
      assert.ok(Math.abs(databaseNow - Date.now()) < 60_000);
      const left = await sql<{ provider: string }>`select current_setting('pledge.provider', true) as provider`.execute(opened);
      assert.deepEqual(left.rows, [{ provider: '' }]);
      await opened.destroy();
    });

    it('a value that has no SQL form sends none of them', async () => {
      const opened = db();
      await sql`create temporary table taken (id integer)`.execute(opened);
      const circular: { self?: unknown } = {};
      circular.self = circular;
      await assert.rejects(
        inOneMessage(opened, SCOPE, [sql`insert into pg_temp.taken values (1)`, sql`select ${circular}`]),
        TypeError,
      );
      assert.deepEqual((await counted.execute(opened)).rows, [{ count: 0 }]);
      await opened.destroy();
    });
  });
});
