import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql, type Kysely, type Transaction } from 'kysely';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Surroundings } from '#flows/dossier/dossier.schema.ts';
import { inTransaction, openKysely, openPool } from '#platform/db/pool.ts';
import { remembered } from '#platform/db/standing-data.ts';
import { loadSurroundings } from './surroundings.store.ts';

/** One change of each table whose rows are remembered, as the text of a statement that changes one row. */
const CHANGES: Readonly<Record<string, string>> = {
  person: `update pledge.person set name = name || '甲' where id = (select min(id::text)::uuid from pledge.person where customer_id is null and not is_program)`,
  position_held: `update pledge.position_held set ended_at = now() where id = (select min(id::text)::uuid from pledge.position_held where customer_id is null and ended_at is null)`,
  competence_sheet: `update pledge.competence_sheet set skills = '[]', years = '{}' where person_id = (select min(person_id::text)::uuid from pledge.competence_sheet where years <> '{}')`,
  on_call_shift: `delete from pledge.on_call_shift`,
  org_unit: `update pledge.org_unit set name = name || '新' where code = (select max(code) from pledge.org_unit)`,
  customer: `update pledge.customer set name = jsonb_build_object('zh', '改名', 'en', 'Renamed')`,
  project: `update pledge.project set name = jsonb_build_object('zh', '改名', 'en', 'Renamed')`,
  contract: `update pledge.contract set number = number || '-1'`,
  site: `update pledge.site set address = '新址' where code = (select min(code) from pledge.site)`,
  contact: `update pledge.contact set phone = '000' where id = (select min(id::text)::uuid from pledge.contact)`,
  asset: `update pledge.asset set name = name || '乙'`,
  partner: `update pledge.partner set name = name || '丙'`,
};

describe('standing data', () => {
  let house: TestHouse;
  let again: Kysely<Tables>;
  before(async () => {
    house = await openTestHouse();
    await asOwner(`insert into pledge.asset (provider_id, id, customer_id, project_id, name) values
      ('${house.providerId}', gen_random_uuid(), '${house.customerId}', '${house.projectId}', '核心交换机')`);
    again = openKysely<Tables>(openPool(house.applicationUrl, 2));
  });
  after(async () => {
    await again.destroy();
    await house.close();
  });

  const about = () => ({
    customerId: house.customerId,
    projectId: house.projectId,
    planId: null,
    now: house.time.current(),
  });
  const scope = () => ({ providerId: house.providerId, customerId: null });
  const around = (db: Kysely<Tables>): Promise<Surroundings> => inTransaction(db, scope(), (tx) => loadSurroundings(tx, about()));
  /** A process that has just begun remembers nothing. */
  const asNew = async (): Promise<Surroundings> => {
    const db = openKysely<Tables>(openPool(house.applicationUrl, 2));
    const surroundings = await around(db);
    await db.destroy();
    return surroundings;
  };
  /** Deleting is not the application's: the owner does it, in the provider's scope. */
  const asOwner = async (statement: string): Promise<void> => {
    const db = openKysely<Tables>(openPool(house.ownerUrl, 1));
    await inTransaction(db, { providerId: house.providerId, customerId: null }, (tx) => sql.raw(statement).execute(tx));
    await db.destroy();
  };

  for (const [table, change] of Object.entries(CHANGES)) {
    it(`is read anew by every process once a row of ${table} has changed`, async () => {
      const before = await around(house.db);
      await around(again);
      await asOwner(change);
      const fresh = await asNew();
      assert.notDeepEqual(fresh, before, 'the change shows in what stands around a request');
      assert.deepEqual(await around(house.db), fresh);
      assert.deepEqual(await around(again), fresh);
    });
  }

  it('has a trigger on each of these tables, on those of plans and of numbers, and on no other', async () => {
    const { rows } = await house.within(null, (tx) =>
      sql<{ name: string }>`select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where t.tgname = 'standing_data' order by 1`.execute(tx),
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      // Numbers of people stand on the card of a project, and around no request.
      [...Object.keys(CHANGES), 'person_reach', 'service_plan'].sort(),
    );
  });

  describe('a reading of it', () => {
    let reads = 0;
    const unitNames = (tx: Transaction<Tables>, key = 'names of units') =>
      remembered(tx, key, async () => {
        reads += 1;
        return (await tx.selectFrom('pledge.org_unit').select('name').orderBy('code').execute()).map(({ name }) => name);
      });
    const rename = (tx: Transaction<Tables>, name: string) => sql`update pledge.org_unit set name = ${name}`.execute(tx);

    it('is made once for all transactions that begin under its version', async () => {
      const first = await house.within(null, (tx) => unitNames(tx));
      reads = 0;
      assert.deepEqual(await house.within(null, (tx) => unitNames(tx)), first);
      assert.equal(reads, 0);
    });

    it('is made by itself in a transaction that wrote something, and not kept: what is undone was never seen by others', async () => {
      const before = await house.within(null, (tx) => unitNames(tx));
      const undone = new Error('undone');
      const inside = house.within(null, async (tx) => {
        await rename(tx, 'Undone');
        assert.ok((await unitNames(tx)).every((name) => name === 'Undone'));
        throw undone;
      });
      await assert.rejects(inside, undone);
      assert.deepEqual(await house.within(null, (tx) => unitNames(tx)), before);
    });

    it('does not outlive a change that is committed while it is made', async () => {
      await house.within(null, async (tx) => {
        // Between what this transaction was told and what it reads, another changes it.
        await house.within(null, (other) => rename(other, 'Meanwhile'));
        assert.ok((await unitNames(tx, 'not read yet')).every((name) => name === 'Meanwhile'));
      });
      await house.within(null, (tx) => rename(tx, 'Afterwards'));
      assert.ok((await house.within(null, (tx) => unitNames(tx, 'not read yet'))).every((name) => name === 'Afterwards'));
    });

    it('is of what its scope sees: a customer is not given what the house was', async () => {
      const contacts = (tx: Transaction<Tables>) =>
        remembered(tx, 'count of contacts', async () => (await tx.selectFrom('pledge.contact').select('id').execute()).length);
      const all = await house.within(null, contacts);
      assert.ok(all > 0);
      const stranger = { ...house.actors.technician, customerId: house.projectId };
      assert.equal(await house.within(stranger, contacts), 0);
    });
  });
});
