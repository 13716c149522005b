import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { positionsThatMay, readingScopes, STAFF_POSITIONS } from '#centre/people/index.ts';
import { besideTheThumb, CALL_TAKERS, HOLIDAY_READERS, placesFor, REPORT_READERS } from './places.ts';

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

  it('show the quality objectives to whom the matrix lets read the report that tells them', () => {
    const staff: readonly string[] = STAFF_POSITIONS;
    const readers = positionsThatMay('read', 'operationQualityReport').filter((position) => staff.includes(position));
    assert.deepEqual(REPORT_READERS.toSorted(), readers.toSorted());
    const sees = (position: string): boolean => placesFor([position]).some(({ to }) => to === '/quality');
    assert.deepEqual([sees('qualityController'), sees('complaintHandler'), sees('systemAdministrator')], [true, false, false]);
  });

  it('ask who calls only for whom the server tells it', () => {
    const told = STAFF_POSITIONS.filter(
      (position) => position === 'messageDeskClerk' || readingScopes(position, 'serviceRequest').length > 0,
    );
    assert.deepEqual(CALL_TAKERS.toSorted(), told.toSorted());
  });

  it('are at most five in the bar of a phone, and none is lost', () => {
    for (const position of STAFF_POSITIONS) {
      const all = placesFor([position]);
      const { shown, further } = besideTheThumb(all);
      assert.deepEqual([...shown, ...further], all, position);
      assert.ok(shown.length + (further.length > 0 ? 1 : 0) <= 5, position);
      assert.notEqual(further.length, 1, `${position} opens a menu for a single place`);
    }
  });
});
