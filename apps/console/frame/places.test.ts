import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { positionsThatMay } from '#centre/people/index.ts';
import { HOLIDAY_READERS, placesFor } from './places.ts';

describe('the places in the rail', () => {
  it('are those of the positions that somebody holds', () => {
    const own = (...positions: string[]): string[] => placesFor(positions).map(({ to }) => to);
    const everybodys = ['/today', '/requests', '/intake', '/register', '/records'];
    assert.deepEqual(own('stockKeeper'), everybodys);
    assert.deepEqual(own('planAuthor'), [...everybodys, '/plans', '/holidays']);
    assert.deepEqual(own('systemAdministrator'), [...everybodys, '/holidays', '/access', '/import']);
  });

  it('show the holidays to whom the matrix lets read their notices', () => {
    assert.deepEqual(HOLIDAY_READERS.toSorted(), positionsThatMay('read', 'holidayNotice').toSorted());
    assert.deepEqual(HOLIDAY_READERS.toSorted(), positionsThatMay('read', 'clockRecount').toSorted());
  });
});
