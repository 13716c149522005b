import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../db/migrate.ts';
import { localFolder } from '../files/local-folder.ts';
import type { KeyFile } from '../keys/key-file.ts';
import { startTestDatabase, TEST_LOGIN, type TestDatabase } from '../testing/test-database.ts';
import { checkArchive } from './read-archive.ts';
import { takeBackup } from './take-backup.ts';

const KEYS: KeyFile = { secret: 'k'.repeat(64) };
/** An advisory lock of the test, at which its slow migration waits. */
const GATE = 4_711;
const FIRST = `create schema pledge;
  create table pledge.provider (provider_id uuid primary key);
  create table pledge.file (digest text primary key);
  create table pledge.promise (id int primary key);
  insert into pledge.promise values (1), (2), (3);`;

let database: TestDatabase;
let folder: string;
let ownerUrl: string;
let other: pg.Client;

before(async () => {
  database = await startTestDatabase();
  const name = `beside_${process.pid}`;
  await withClient(database.ownerUrl, (client) => client.query(`create database ${name}`));
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  ownerUrl = url.href;
  folder = await mkdtemp(join(tmpdir(), 'pledge-beside-'));
  await writeFile(join(folder, '0001-first.sql'), FIRST);
  await run();
  other = new pg.Client({ connectionString: ownerUrl });
  await other.connect();
});
after(async () => {
  await other.end();
  const name = new URL(ownerUrl).pathname.slice(1);
  await withClient(database.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const run = (waits?: (migration: string) => void): Promise<string[]> =>
  migrate({ ownerUrl, folder, application: TEST_LOGIN, ...(waits === undefined ? {} : { waits }) });

const back = (name: string, keys: () => Promise<KeyFile> = async () => KEYS): ReturnType<typeof takeBackup> =>
  takeBackup(join(folder, name), {
    ownerUrl,
    version: '0.0.0',
    schemas: ['pledge'],
    fileColumn: { table: 'pledge.file', column: 'digest' },
    files: localFolder(join(folder, 'files')),
    keys,
  });

const rowsOf = async (name: string): Promise<number | undefined> =>
  (await checkArchive(join(folder, name))).totals.tables.find((table) => table.name === 'pledge.promise')?.rows;

const waitUntil = async (waiting: string): Promise<void> => {
  while ((await other.query(`select 1 from pg_locks where not granted and ${waiting}`)).rowCount === 0) await delay(10);
};

it('a backup that is begun while a migration rewrites a table waits for its end and holds the rows of that table', async () => {
  await writeFile(
    join(folder, '0002-rewrite.sql'),
    `alter table pledge.promise alter column id type bigint; select pg_advisory_xact_lock(${GATE})`,
  );
  await other.query('select pg_advisory_lock($1)', [GATE]);
  const migrated = run();
  await waitUntil(`locktype = 'advisory' and objid = ${GATE}`);
  const taken = back('beside');
  await waitUntil(`relation in ('public.pledge_migration'::regclass, 'pledge.promise'::regclass)`);
  await other.query('select pg_advisory_unlock($1)', [GATE]);
  assert.deepEqual(await migrated, ['0002-rewrite.sql']);
  assert.ok('totals' in (await taken));
  assert.equal(await rowsOf('beside'), 3);
  assert.equal((await checkArchive(join(folder, 'beside'))).manifest.migrations.length, 2);
});

it('a migration waits for a backup that is under way, says so, and holds nobody up meanwhile', async () => {
  await writeFile(join(folder, '0003-truncate.sql'), 'truncate pledge.promise');
  const said: string[] = [];
  let migrated: Promise<string[]> | undefined;
  // Rows are fixed by now, and none of them is read yet.
  const taken = back('before', async () => {
    migrated = run((migration) => void said.push(migration));
    await waitUntil(`relation = 'public.pledge_migration'::regclass`);
    await other.query('insert into pledge.promise values (4)');
    return KEYS;
  });
  assert.ok('totals' in (await taken));
  assert.deepEqual(await migrated, ['0003-truncate.sql']);
  assert.deepEqual(said, ['0003-truncate.sql']);
  assert.equal(await rowsOf('before'), 3, 'as they were before the migration and before whoever wrote meanwhile');
});

it('the keys in a backup are those of its moment, though a new one came while it was begun', async () => {
  const next: KeyFile = { ...KEYS, sealing: { seed: '0'.repeat(64), before: ['a public key'] } };
  let present = KEYS;
  await other.query('begin; lock table public.pledge_migration in share mode');
  const taken = back('keys', async () => present);
  await waitUntil(`relation = 'public.pledge_migration'::regclass`);
  present = next;
  await other.query('commit');
  assert.ok('totals' in (await taken));
  assert.deepEqual((await checkArchive(join(folder, 'keys'))).keys, next);
});
