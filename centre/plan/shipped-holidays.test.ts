import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { samplePlanText, planOf } from './plan-file.fixture.ts';
import { readNotice } from './holiday-notice.rules.ts';
import { shippedTable, shippedYears } from './shipped-holidays.ts';

const COLLECTION = fileURLToPath(new URL('../../../shared/data/holiday-cn/', import.meta.url));
const skip = existsSync(COLLECTION) ? false : 'the public collection of notices is not beside this checkout';

const datesOf = (ranges: readonly string[]): string[] =>
  ranges.flatMap((range) => {
    const [first = '', last = first] = range.split('/');
    const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
    return Array.from({ length: days }, (_, index) =>
      new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
    );
  });

test('the years of the specification are shipped as it states them', () => {
  const [of2025, of2026] = [shippedYears('cnStatutory').get(2025), shippedYears('cnStatutory').get(2026)];
  assert.equal(datesOf(of2025?.off ?? []).length, 28);
  assert.equal(datesOf(of2026?.off ?? []).length, 33);
  assert.deepEqual(of2025?.makeUp, ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']);
  const stated = planOf(samplePlanText).holidaySets?.['cnStatutory']?.['2026'];
  assert.deepEqual({ off: of2026?.off, makeUp: of2026?.makeUp }, stated);
});

test('every shipped year without a gap has its source, days off, and make-up days on weekends', () => {
  const years = (shippedTable()['cnStatutory'] ?? []).map(({ year }) => year);
  assert.deepEqual(
    years,
    Array.from({ length: years.length }, (_, index) => 2007 + index),
  );
  for (const [year, { off, makeUp, publication }] of shippedYears('cnStatutory')) {
    assert.ok(datesOf(off).length >= 22, String(year));
    assert.match(publication ?? '', /^https?:\/\//, String(year));
    for (const date of makeUp) assert.ok([0, 6].includes(new Date(date).getUTCDay()), date);
  }
  assert.equal(shippedYears('bremen').size, 0);
});

test('each notice of the public collection says what is shipped, and one not announced is refused', { skip }, () => {
  const files = globSync('*.json', { cwd: COLLECTION }).sort();
  assert.ok(files.length >= 20);
  for (const file of files) {
    const year = Number(file.slice(0, 4));
    const read = readNotice(readFileSync(`${COLLECTION}${file}`, 'utf8'));
    const shipped = shippedYears('cnStatutory').get(year);
    if ('faults' in read) {
      assert.equal(shipped, undefined, file);
      assert.match(read.faults[0]?.en ?? '', /not announced yet/, file);
    } else {
      assert.deepEqual(
        { off: read.notice.off, makeUp: read.notice.makeUp },
        { off: shipped?.off, makeUp: shipped?.makeUp },
        file,
      );
      assert.equal(read.notice.source, shipped?.publication, file);
    }
  }
});
