import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import { watchClocks } from '#centre/commitments/index.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import type { CentreDatabase } from '../../../product/centre-database.ts';
import { checkClocks, untilClocksAreWatched } from './clocks.check.ts';
import { checkNumbers } from './numbers.check.ts';

/** What a drill finds after it, where workers left something undone. */
describe('the checks of a drill', () => {
  let house: TestHouse;
  let owner: pg.Client;
  let request: string;
  before(async () => {
    house = await openTestHouse();
    // The checks go by the database's own time.
    house.time.set(instant(Date.now() - 3 * 3_600_000));
    request = await storyIn(house).reports('technician', {
      content: '核心交换机没有响应',
      kind: 'fault',
      siteId: house.sites['SITE-01'] ?? '',
      enquirerPhone: '+86 10 0000 0004',
    });
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query("select set_config('pledge.provider', $1, false)", [house.providerId]);
  });
  after(async () => {
    await owner.end();
    await house.close();
  });

  const look = async (): Promise<void> => {
    for (let full = true; full;) ({ full } = await watchClocks(house.deps));
  };
  const findings = (): Promise<string[]> =>
    house.within(null, (tx) =>
      checkClocks(tx, { requestIds: [request], watchedUntil: house.time.current(), now: instant(Date.now()) }),
    );

  it('tell of a warning that came due and that nobody ever recorded, not of what comes due later', async () => {
    house.time.pass(20);
    assert.ok((await findings()).some((finding) => finding.includes('is lost')));
    await look();
    assert.deepEqual(await findings(), []);
  });

  it('tell of what is still waiting when their patience runs out, and that all is done once it is', async () => {
    const scope = { providerId: house.providerId, customerId: null };
    const database: Pick<CentreDatabase, 'within'> = { within: (work) => inTransaction(house.db, scope, work) };
    const { findings: left } = await untilClocksAreWatched(database, 0);
    assert.ok(left.some((finding) => finding.startsWith('after 0 s nobody had looked at the clock ')));
    assert.ok(left.some((finding) => finding.includes('at the message ')));
    house.time.set(instant(Date.now()));
    await look();
    await deliverOutbox({ ...house.deps, mailer: null });
    const done = await untilClocksAreWatched(database, 0);
    assert.deepEqual(done.findings, []);
    assert.ok(done.watchedUntil >= house.time.current());
  });

  it('tell of a series whose records are all gone', async () => {
    assert.deepEqual(await house.within(null, checkNumbers), []);
    await owner.query(`insert into pledge.number_series (provider_id, series, year, last) values ($1, 'QR-GONE', 2026, 3)`, [
      house.providerId,
    ]);
    assert.deepEqual(await house.within(null, checkNumbers), ['QR-GONE: 0 numbers issued, the series stands at 3']);
  });
});
