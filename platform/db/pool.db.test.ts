import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { inTransaction, openKysely, openPool } from './pool.ts';

const SCOPE = { providerId: '01990000-0000-7000-8000-00000000c0de', customerId: null };

describe('a pool of connections', () => {
  let database: TestDatabase;
  let owner: pg.Client;

  before(async () => {
    database = await startTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  after(async () => {
    await owner.end();
    await database.stop();
  });

  it('a connection that breaks between two statements of a transaction fails that transaction and nothing else', async () => {
    const db = openKysely<never>(openPool(database.ownerUrl, 1));
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
    const pool = openPool(database.ownerUrl, 1);
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await delay(100);
    assert.equal((await pool.query('select 1')).rowCount, 1);
    await pool.end();
  });
});
