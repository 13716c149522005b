import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { admitSecondCustomer } from '#centre/testing/second-parties.ts';
import { quietClient } from '#platform/db/quiet-client.ts';
import { openRests } from '#platform/time/rests.ts';
import { planDuties } from './plan-duties.ts';

let house: TestHouse;
let otherProject: string;
before(async () => {
  house = await openTestHouse();
  ({ projectId: otherProject } = await admitSecondCustomer(house));
});
after(() => house.close());

const asOwner = async (statement: string): Promise<void> => {
  const owner = quietClient({ connectionString: house.ownerUrl });
  await owner.connect();
  try {
    await owner.query(statement);
  } finally {
    await owner.end();
  }
};
/** Projects that have duties, in the order in which they are looked at. */
const planned = () =>
  house.within(null, async (tx) =>
    (
      await tx
        .selectFrom('pledge.duty_course')
        .select('project_id')
        .orderBy('project_id')
        .where('plan_id', 'is not', null)
        .execute()
    ).map((row) => row.project_id),
  );

describe('the duties of a project that cannot be written', () => {
  const rests = openRests();
  const projects = () => [house.projectId, otherProject].toSorted();

  it('hold up those of no other, and are told', async () => {
    const [first, second] = projects();
    await asOwner(`
      create function pledge.refuse_duty() returns trigger language plpgsql as $$ begin raise exception 'no such duty'; end $$;
      create trigger refuse_duty before insert on pledge.duty for each row
        when (new.project_id = '${first}') execute function pledge.refuse_duty()`);
    const { written, faults } = await planDuties(house, rests);
    assert.equal(written, 1);
    assert.deepEqual(
      faults.map((fault) => (fault instanceof Error ? fault.message : fault)),
      ['no such duty'],
    );
    assert.deepEqual(await planned(), [second]);
  });

  it('are left alone for a minute, then looked at again', async () => {
    assert.deepEqual(await planDuties(house, rests), { written: 0, full: false, faults: [] });
    await asOwner('drop trigger refuse_duty on pledge.duty');
    assert.equal((await planDuties(house, rests)).written, 0);
    house.time.pass(1);
    assert.deepEqual(await planDuties(house, rests), { written: 1, full: false, faults: [] });
    assert.deepEqual(await planned(), projects());
  });
});
