import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { loadSurroundings } from '#centre/requests/surroundings.store.ts';
import { TEST_LOGIN } from '#platform/testing/test-database.ts';
import { openTestHouse, type TestHouse } from './house.ts';

let house: TestHouse;
let second: TestHouse;

before(async () => {
  [house, second] = await Promise.all([openTestHouse(), openTestHouse()]);
});
after(async () => {
  await house.close();
  await second.close();
});

describe('a house for tests', () => {
  it('has the sample plan, its people and who of them may be sent', async () => {
    const around = await house.within(null, (tx) =>
      loadSurroundings(tx, { customerId: house.customerId, projectId: house.projectId, planId: null, now: house.time.current() }),
    );
    assert.equal(around.plan.plan.id, 'SP-2026-001');
    const competent = (id: string | null): boolean | undefined => around.staff.find((person) => person.id === id)?.competent;
    assert.equal(competent(house.actors.branchEngineer.personId), true);
    assert.equal(competent(house.actors.beginner.personId), false);
    assert.ok(around.staff.find((person) => person.id === house.actors.manager.personId)?.onCall);
    assert.equal(house.actors.siteStaff.positions[0]?.siteId, house.sites['SITE-01']);
    assert.equal(house.actors.technician.customerId, house.customerId);
    assert.notEqual(house.actors.stranger.customerId, house.customerId);
  });

  it('works as the role that owns nothing, and each house is a database of its own', async () => {
    const role = await house.within(
      null,
      async (tx) => (await sql<{ who: string }>`select current_user::text as who`.execute(tx)).rows[0]?.who,
    );
    assert.equal(role, TEST_LOGIN.role);
    await house.within(null, (tx) =>
      tx.insertInto('pledge.number_series').values({ provider_id: house.providerId, series: 'x', year: 2026, last: 1 }).execute(),
    );
    assert.equal((await second.within(null, (tx) => tx.selectFrom('pledge.number_series').selectAll().execute())).length, 0);
  });

  it('its time stands still until it is moved', () => {
    const before = house.time.current();
    assert.equal(house.time.pass(5), before + 300_000);
    assert.equal(house.time.set('2026-10-03T22:10:00+08:00'), Date.parse('2026-10-03T14:10:00Z'));
  });
});
