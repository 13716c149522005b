import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openRunningCentre, type RunningCentre } from '#apps/cli/testing/running-centre.ts';
import { startTestDatabase, type TestDatabase } from '#platform/testing/test-database.ts';
import { loadDemonstration } from './load.ts';

describe('a start on a demonstration that is there', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let centre: RunningCentre;
  let owner: pg.Client;
  const persons = new Map<string, string>();
  before(async () => {
    database = await startTestDatabase();
    centre = await openRunningCentre(database);
    owner = new pg.Client({ connectionString: centre.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ id: string }>('select provider_id as id from pledge.provider');
    await owner.query(`select set_config('pledge.provider', $1, false)`, [rows[0]?.id]);
    const people = await owner.query<{ login: string; id: string }>('select login, person_id as id from pledge.person_reach');
    for (const { login, id } of people.rows) persons.set(login, id);
  });
  after(async () => {
    await owner.end();
    await centre.close();
    await database.stop();
  });

  const start = (): Promise<unknown> => loadDemonstration(centre.app, { demo: true, role: 'web' });
  const idOf = (login: string): string => persons.get(login) ?? assert.fail(`${login} is there`);
  const CUT_OFF = ['dispatcher', 'wang'] as const;

  it('leaves alone what another process is loading', async () => {
    // One has no account yet, the other one without a password.
    await owner.query(`delete from auth."user" where person_id = $1`, [idOf(CUT_OFF[0])]);
    await owner.query(
      `update auth.account set password = null where user_id = (select id from auth."user" where person_id = $1)`,
      [idOf(CUT_OFF[1])],
    );
    await owner.query(`select pg_advisory_lock(7245304)`);
    await start();
    await owner.query(`select pg_advisory_unlock(7245304)`);
    for (const login of CUT_OFF) await assert.rejects(centre.signIn(login), /cannot sign in/);
  });

  it('lets those in whose account was cut off, at once where nobody loads any more; a password that somebody chose stays', async () => {
    assert.deepEqual(await centre.app.auth.setPassword(idOf('manager'), '自己选的一个口令'), { ok: true });
    await start();
    for (const login of CUT_OFF) await centre.signIn(login);
    assert.equal((await centre.app.auth.signIn('manager', '自己选的一个口令')).ok, true);
  });
});
