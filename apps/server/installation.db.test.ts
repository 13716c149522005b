import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { claimInstallation } from './installation.ts';

describe('a start', () => {
  let house: TestHouse;
  let owner: pg.Client;
  before(async () => {
    house = await openTestHouse();
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
  });
  after(async () => {
    await owner.end();
    await house.close();
  });

  const era = async (): Promise<number> =>
    (await owner.query<{ era: number }>('select pledge.event_era() as era')).rows[0]?.era ?? 0;
  const start = (): Promise<void> => claimInstallation(house.ownerUrl, 'the key of this house');

  it('on the cluster of the last one goes on in its era', async () => {
    const began = await era();
    await start();
    await start();
    assert.equal(await era(), began);
  });

  it('on another cluster, where the rows were taken over to, begins an era, once', async () => {
    const began = await era();
    await owner.query(`update public.pledge_installation set cluster = '7000000000000000001'`);
    await start();
    assert.equal(await era(), began + 1);
    await start();
    assert.equal(await era(), began + 1);
  });
});
