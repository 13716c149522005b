import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { emptyDatabase } from '#apps/cli/testing/running-centre.ts';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { applicationUrl, RIGHTS_ROLE } from '#platform/db/application-role.ts';
import { readKeys, type Keys } from '#platform/keys/keys.ts';
import { startTestDatabase, throughPooler, type TestDatabase } from '#platform/testing/test-database.ts';
import { assemble, type Assembled } from './assemble.ts';

interface Installation {
  readonly ownerUrl: string;
  readonly folder: string;
  readonly drop: () => Promise<void>;
}

let database: TestDatabase;
const made: Installation[] = [];
const running: Assembled[] = [];

before(async () => {
  database = await startTestDatabase();
});
after(async () => {
  for (const app of running) await app.close();
  for (const { drop, folder } of made) {
    await drop();
    await rm(folder, { recursive: true, force: true });
  }
  await database.stop();
});

async function installation(): Promise<Installation> {
  const one = { ...(await emptyDatabase(database)), folder: await mkdtemp(join(tmpdir(), 'pledge-one-of-two-')) };
  made.push(one);
  return one;
}

async function start({ ownerUrl, folder }: Installation): Promise<Assembled> {
  const url = throughPooler(ownerUrl);
  const config = readConfig(
    { DATABASE_URL: url, PLEDGE_DIRECT_URL: ownerUrl, PLEDGE_DATA_DIR: folder, PORT: '0', PLEDGE_ROLE: 'web' },
    folder,
  );
  if (config instanceof ConfigError) throw config;
  const app = await assemble({ config, ownerUrl: url });
  running.push(app);
  return app;
}

async function stop(app: Assembled): Promise<void> {
  running.splice(running.indexOf(app), 1);
  await app.close();
}

const keysIn = ({ folder }: Installation): Promise<Keys> => readKeys(join(folder, 'keys.json'));

/** On a connection of its own: what a pool has opened before asks for no password again. */
async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query('select provider_id from pledge.provider');
    return true;
  } catch (error) {
    assert.match(String((error as { code?: string }).code), /^28/);
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('two installations on one server', { timeout: 280_000 }, () => {
  it('have a role each: both work, and go on after either has started again', async () => {
    const [one, other] = [await installation(), await installation()];
    const [first, second] = [await start(one), await start(other)];
    const [keys, otherKeys] = [await keysIn(one), await keysIn(other)];
    assert.notEqual(keys.database.role, otherKeys.database.role);
    const all = async (): Promise<void> => {
      assert.ok(await canSignIn(applicationUrl(one.ownerUrl, keys.database)));
      assert.ok(await canSignIn(applicationUrl(other.ownerUrl, otherKeys.database)));
      for (const { server } of running) {
        // A database that stands still for a moment is away for as long.
        const ask = () => server?.inject({ method: 'GET', url: '/readyz' });
        let ready = await ask();
        while (ready?.json().status === 'databaseAway') ready = await ask();
        assert.equal(ready?.statusCode, 200);
      }
    };
    await all();
    await stop(first);
    const again = await start(one);
    await all();
    await stop(second);
    await start(other);
    await all();
    assert.ok(
      !(await canSignIn(applicationUrl(one.ownerUrl, { ...keys.database, password: otherKeys.database.password }))),
      'neither knows the other’s password',
    );
    await stop(again);
  });

  it('leave a node of an older version at work, which signs in as the role of the rights itself', async () => {
    const one = await installation();
    const older = { role: RIGHTS_ROLE, password: randomBytes(8).toString('hex') };
    const app = await start(one);
    // What such a node does when it starts.
    await asOwner(one.ownerUrl, `alter role ${RIGHTS_ROLE} login password '${older.password}'`);
    try {
      assert.ok(await canSignIn(applicationUrl(one.ownerUrl, older)));
      await stop(app);
      await start(one);
      assert.ok(await canSignIn(applicationUrl(one.ownerUrl, older)));
      assert.ok(await canSignIn(applicationUrl(one.ownerUrl, (await keysIn(one)).database)));
    } finally {
      await asOwner(one.ownerUrl, `alter role ${RIGHTS_ROLE} nologin`);
    }
  });

  it('with an owner each: the second is told what an administrator has to grant, where the server asks for it', async () => {
    await start(await installation());
    const name = `owner_${process.pid}`;
    const url = new URL(database.ownerUrl);
    Object.assign(url, { username: name, password: 'word', pathname: `/${name}` });
    await asOwner(database.ownerUrl, `create role ${name} login createrole password 'word'`);
    // Since PostgreSQL 16, who makes a database for another must be able to become that one.
    await asOwner(database.ownerUrl, `grant ${name} to current_user`);
    await asOwner(database.ownerUrl, `create database ${name} owner ${name}`);
    const theirs: Installation = {
      ownerUrl: url.href,
      folder: await mkdtemp(join(tmpdir(), 'pledge-other-owner-')),
      drop: () => asOwner(database.ownerUrl, `drop database ${name} with (force)`),
    };
    made.push(theirs);
    const grant = `grant ${RIGHTS_ROLE} to ${name} with admin option`;
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    await client.end();
    if ((rows[0]?.version ?? 0) >= 160_000) {
      await assert.rejects(start(theirs), {
        code: 'rightsRoleOfOthers',
        message: /GRANT "pledge_app" TO "owner_\d+" WITH ADMIN/,
      });
      await asOwner(database.ownerUrl, grant);
    }
    await start(theirs);
    assert.ok(await canSignIn(applicationUrl(theirs.ownerUrl, (await keysIn(theirs)).database)));
  });
});

describe('a way past the pooler', { timeout: 120_000 }, () => {
  it('that leads elsewhere or nowhere is refused at the start', async () => {
    const [one, other] = [await installation(), await installation()];
    await start(other);
    const direct = async (url: string): Promise<unknown> => {
      const config = readConfig({ DATABASE_URL: one.ownerUrl, PLEDGE_DIRECT_URL: url, PLEDGE_DATA_DIR: one.folder }, one.folder);
      if (config instanceof ConfigError) throw config;
      return assemble({ config, ownerUrl: one.ownerUrl });
    };
    await assert.rejects(direct(other.ownerUrl), { code: 'directElsewhere' });
    await assert.rejects(direct((await installation()).ownerUrl), { code: 'directElsewhere' });
    await assert.rejects(direct('postgresql://a:hush@127.0.0.1:1/pledge'), (error: Error & { code: string }) => {
      assert.equal(error.code, 'directRefused');
      assert.doesNotMatch(error.message, /hush/);
      return true;
    });
  });
});
