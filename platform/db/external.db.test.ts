import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { startTestDatabase } from '../testing/test-database.ts';
import type { TestDatabase } from '../testing/test-database.ts';
import { openDatabase } from './database.ts';

describe('an external database', { timeout: 60_000 }, () => {
  let test: TestDatabase;
  const suffix = `${process.pid}`;
  const owner = `external_${suffix}`;

  before(async () => {
    test = await startTestDatabase();
    await administer(`CREATE ROLE ${owner} LOGIN PASSWORD 'word'`);
    await administer(`CREATE DATABASE ${owner}`);
    await administer(`CREATE DATABASE ${owner}_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`);
  });
  after(async () => {
    for (const name of [owner, `${owner}_latin`]) await administer(`DROP DATABASE IF EXISTS ${name}`);
    await administer(`DROP ROLE IF EXISTS ${owner}`);
    await test.stop();
  });

  it('is refused with the remedy until its user may create schemas and roles, then opened', async () => {
    const url = urlOf(owner, 'word');
    await refused(url, 'databaseNoSchemaRight', /GRANT CREATE ON DATABASE/);
    await administer(`GRANT CREATE ON DATABASE ${owner} TO ${owner}`);
    await refused(url, 'databaseNoRoleRight', /ALTER ROLE .* CREATEROLE/);
    await administer(`ALTER ROLE ${owner} CREATEROLE`);
    const database = await openDatabase({ databaseUrl: url, dataDir: '/nowhere' });
    assert.equal(database.ownerUrl, url);
    assert.ok(database.serverVersion >= 150_000);
    await database.stop();
  });

  it('that is not in Unicode is refused', () => refused(urlOf(`${owner}_latin`, 'word'), 'databaseNotUtf8', /ENCODING 'UTF8'/));

  it('with a wrong or missing password is refused', async () => {
    await refused(urlOf(owner, 'guessed'), 'databaseSignInRefused', /correct user or password/);
    await refused(urlOf(owner, ''), 'databaseSignInRefused', /no password given/);
  });

  it('that is not there is refused: database, port, host', async () => {
    await refused(urlOf('nowhere', 'word'), 'databaseAbsent', /CREATE DATABASE "nowhere"/);
    await refused('postgresql://a:hush@127.0.0.1:1/pledge', 'databaseRefused', /127\.0\.0\.1:1 .*start it/);
    await refused('postgresql://a:hush@nowhere.invalid/pledge', 'databaseHostUnknown', /nowhere\.invalid/);
  });

  async function administer(sql: string): Promise<void> {
    const client = new pg.Client(test.ownerUrl);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  function urlOf(database: string, password: string): string {
    const url = new URL(test.ownerUrl);
    url.username = owner;
    url.password = password;
    url.pathname = `/${database}`;
    return url.href;
  }

  async function refused(databaseUrl: string, code: string, remedy: RegExp): Promise<void> {
    await assert.rejects(openDatabase({ databaseUrl, dataDir: '/nowhere' }), (error: Error & { code: string }) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, remedy);
      assert.doesNotMatch(error.message, /hush|guessed|\n/);
      return true;
    });
  }
});
