import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { positionsThatMay, STAFF_POSITIONS } from '#centre/people/index.ts';
import { HOLIDAY_READERS, PLAN_READERS, placesFor } from './places.ts';

describe('the places in the rail', () => {
  it('show the plan to whom the matrix lets read one', () => {
    const staff: readonly string[] = STAFF_POSITIONS;
    const readers = positionsThatMay('read', 'servicePlan').filter((position) => staff.includes(position));
    assert.deepEqual(PLAN_READERS.toSorted(), readers.toSorted());
    const sees = (position: string): boolean => placesFor([position]).some(({ to }) => to === '/plans');
    assert.deepEqual([sees('planAuthor'), sees('stockKeeper'), sees('systemAdministrator')], [true, false, false]);
  });

  it('show the holidays to whom the matrix lets read their notices', () => {
    assert.deepEqual(HOLIDAY_READERS.toSorted(), positionsThatMay('read', 'holidayNotice').toSorted());
    assert.deepEqual(HOLIDAY_READERS.toSorted(), positionsThatMay('read', 'clockRecount').toSorted());
  });
});
