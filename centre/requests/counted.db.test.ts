import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { countUpTo } from './count-up-to.store.ts';
import { countedOf, countedText, totalOf } from './counted.rules.ts';
import { COUNTED_TO } from './counted.schema.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const TABLE: readonly (readonly [rows: number, shown: string])[] = [
  [0, '0'],
  [7, '7'],
  [COUNTED_TO - 1, '999'],
  [COUNTED_TO, '1000'],
  [COUNTED_TO + 1, '1,000+'],
  [COUNTED_TO * 50, '1,000+'],
];

describe('a count', () => {
  for (const [rows, shown] of TABLE)
    it(`of ${rows} rows is told as ${shown}, by the list that answers it and the screen that reads it`, async () => {
      const counted = await house.within(house.actors.manager, (tx) => countUpTo(tx, sql`from generate_series(1, ${rows})`));
      assert.equal(countedText(counted), shown);
      assert.equal(countedText(countedOf(totalOf(counted), 0)), shown);
    });

  it('that was not asked for is what is shown', () => {
    assert.equal(countedText(countedOf(totalOf(null), 50)), '50');
  });
});
