import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { startTestDatabase, TEST_LOGIN } from '../testing/test-database.ts';
import { applicationUrl, type ApplicationLogin } from './application-role.ts';
import { migrate } from './migrate.ts';

describe('migrations', { timeout: 60_000 }, () => {
  let place: Place;
  before(async () => {
    place = await ownPlace('migrate');
    await write('0001-first.sql', 'create table promise (word text)');
    await write('0002-second.sql', `insert into promise values ('second')`);
  });
  after(() => place.close());

  const write = (file: string, text: string): Promise<void> => writeFile(join(place.folder, file), text);
  const run = (): Promise<string[]> => migrate({ ...place, application: TEST_LOGIN });
  const words = async (): Promise<string[]> =>
    (await ask(place.ownerUrl, 'select word from promise order by word')).map(({ word }) => word as string);

  it('run in the order of their numbers, each once: the next start finds nothing to do', async () => {
    assert.deepEqual(await run(), ['0001-first.sql', '0002-second.sql']);
    assert.deepEqual(await run(), []);
    assert.deepEqual(await words(), ['second']);
  });

  it('that are new run once, however many nodes start with them', async () => {
    await write('0003-third.sql', `select pg_sleep(0.2); insert into promise values ('third')`);
    const ran = await Promise.all([run(), run(), run(), run()]);
    assert.deepEqual(ran.flat(), ['0003-third.sql']);
    assert.deepEqual(await words(), ['second', 'third']);
  });

  it('that fail leave nothing of theirs, and go on from there once they are mended', async () => {
    await write('0004-fourth.sql', `insert into promise values ('fourth'); select 1 / 0`);
    await write('0005-fifth.sql', `insert into promise values ('fifth')`);
    await assert.rejects(run(), /migration 0004-fourth\.sql failed: division by zero/);
    assert.deepEqual(await words(), ['second', 'third']);
    await write('0004-fourth.sql', `insert into promise values ('fourth')`);
    assert.deepEqual(await run(), ['0004-fourth.sql', '0005-fifth.sql']);
  });

  it('that were changed after they ran are refused, and none after them runs', async () => {
    await write('0002-second.sql', `insert into promise values ('another')`);
    await write('0006-sixth.sql', `insert into promise values ('sixth')`);
    await assert.rejects(run(), /migration 0002-second\.sql was changed after it ran/);
    assert.deepEqual(await words(), ['fifth', 'fourth', 'second', 'third']);
  });
});

describe('the login of an installation', { timeout: 60_000 }, () => {
  const login = { role: `pledge_app_login_${process.pid}`, password: 'one' };
  let place: Place;
  before(async () => {
    place = await ownPlace('login');
  });
  after(() => place.close(login.role));

  const start = (application: ApplicationLogin): Promise<string[]> => migrate({ ...place, application });

  it('keeps its salt from start to start: a pooler signs in with what it learned before', async () => {
    await start(login);
    const learned = await saltOf(place.ownerUrl, login);
    await start(login);
    assert.equal(await saltOf(place.ownerUrl, login), learned);
  });

  it('has another salt with another password, and the one before opens nothing', async () => {
    await start(login);
    const learned = await saltOf(place.ownerUrl, login);
    const other = { ...login, password: 'another' };
    await start(other);
    assert.notEqual(await saltOf(place.ownerUrl, other), learned);
    await assert.rejects(saltOf(place.ownerUrl, login), /password authentication failed/);
  });
});

interface Place {
  readonly ownerUrl: string;
  readonly folder: string;
  /** Drops the database, and a role with it. */
  close(role?: string): Promise<void>;
}

/** A database of one's own, and a folder for its migrations. */
async function ownPlace(purpose: string): Promise<Place> {
  const name = `${purpose}_${process.pid}`;
  const database = await startTestDatabase();
  await ask(database.ownerUrl, `create database ${name}`);
  const folder = await mkdtemp(join(tmpdir(), `pledge-${purpose}-`));
  return {
    ownerUrl: Object.assign(new URL(database.ownerUrl), { pathname: `/${name}` }).href,
    folder,
    close: async (role) => {
      await ask(database.ownerUrl, `drop database if exists ${name} with (force)`);
      if (role !== undefined) await ask(database.ownerUrl, `drop role if exists ${role}`);
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Signs in, and gives the salt that the server told on the way. */
async function saltOf(ownerUrl: string, login: ApplicationLogin): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: applicationUrl(ownerUrl, login) });
  let salt: string | undefined;
  // Of the messages of the sign-in only the client's own line knows; its types do not tell.
  const line = (client as unknown as { connection: EventEmitter }).connection;
  line.on('authenticationSASLContinue', ({ data }: { data: string }) => (salt = /(?:^|,)s=([^,]+)/.exec(data)?.[1]));
  await client.connect();
  await client.end();
  assert.ok(salt, 'the server asked for no password');
  return salt;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
