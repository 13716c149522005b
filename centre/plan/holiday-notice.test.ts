import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asRanges, readNotice } from './holiday-notice.rules.ts';

const day = (date: string, isOffDay: boolean) => ({ name: '元旦', date, isOffDay });
const notice = (year: unknown, ...days: unknown[]) => JSON.stringify({ year, papers: ['https://example.org/notice'], days });

test('days that follow one another are one range; a notice reaches into the December before; that a weekday is worked says nothing', () => {
  assert.deepEqual(
    readNotice(
      notice(
        2027,
        day('2027-01-02', true),
        day('2027-01-01', true),
        day('2026-12-31', true),
        day('2027-01-09', false),
        day('2027-01-06', false),
      ),
    ),
    {
      notice: {
        year: 2027,
        off: ['2026-12-31/2027-01-02'],
        makeUp: ['2027-01-09'],
        source: 'https://example.org/notice',
        publishedOn: null,
      },
    },
  );
});

const WRONG: readonly (readonly [name: string, text: string, words: RegExp])[] = [
  ['what is no JSON', 'year: 2027', /no JSON/],
  ['another document', '{"cases": []}', /year has not the shape/],
  ['a year that is not announced', notice(2027), /not announced yet/],
  ['a day that the calendar does not have', notice(2027, day('2027-02-29', true)), /days\.0\.date has not the shape/],
  ['a day of another year', notice(2027, day('2026-10-01', true)), /2026-10-01 is no day of the notice for 2027/],
  ['a day given twice', notice(2027, day('2027-01-01', true), day('2027-01-01', false)), /2027-01-01 stands there twice/],
];
for (const [name, text, words] of WRONG) {
  test(`refused, in both languages: ${name}`, () => {
    const read = readNotice(text);
    assert.ok('faults' in read);
    assert.match(read.faults[0]?.en ?? '', words);
    assert.match(read.faults[0]?.zh ?? '', /\p{Script=Han}/u);
  });
}

test('every wrong day is told', () => {
  const read = readNotice(notice(2027, day('2026-10-01', true), day('2028-01-06', false)));
  assert.equal('faults' in read && read.faults.length, 2);
});

test('ranges hold each date once and no other, as few as can be', () => {
  const dates = fc
    .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
    .map((days) => days.sort((a, b) => a - b).map((one) => new Date(Date.UTC(2026, 0, 1 + one)).toISOString().slice(0, 10)));
  fc.assert(
    fc.property(dates, (written) => {
      const ranges = asRanges(written).map((range) => range.split('/').map((date) => Date.parse(date) / 86_400_000));
      const held = ranges.flatMap(([first = 0, last = first]) =>
        Array.from({ length: last - first + 1 }, (_, index) => new Date((first + index) * 86_400_000).toISOString().slice(0, 10)),
      );
      assert.deepEqual(held, written);
      const ends = ranges.map(([first = 0, last = first]) => [first, last] as const);
      assert.ok(ends.slice(1).every(([first], index) => first > (ends[index]?.[1] ?? 0) + 1));
    }),
  );
});
