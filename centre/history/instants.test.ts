import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatInstant } from '#platform/time/instant.ts';
import { isPattern, readTime, type TimeFormat } from './instants.rules.ts';

const BERLIN = { zone: 'Europe/Berlin' };
const CASES: readonly (readonly [string, string, TimeFormat, string])[] = [
  ['an offset is kept as given, in summer too', '2010-07-06T15:44:07+01:00', BERLIN, '2010-07-06T14:44:07Z'],
  ['Z is an offset', '2010-07-06T15:44:07Z', {}, '2010-07-06T15:44:07Z'],
  ['without an offset the zone’s wall clock is read, summer', '2010-07-06 15:44', BERLIN, '2010-07-06T13:44:00Z'],
  ['and winter', '2010-01-06 15:44', BERLIN, '2010-01-06T14:44:00Z'],
  ['a date alone is its midnight', '2010-01-06', BERLIN, '2010-01-05T23:00:00Z'],
  ['without zone and offset it is no time', '2010-01-06 15:44', {}, 'timestampWithoutOffset'],
  ['the hour that never was is refused', '2010-03-28 02:30', BERLIN, 'missingHour'],
  ['the hour that was twice means the first', '2010-10-31 02:30', BERLIN, '2010-10-31T00:30:00Z'],
  ['a day that the calendar does not have', '2010-02-30T00:00:00Z', {}, 'invalidTimestamp'],
  ['24:00', '2010-02-01T24:00:00Z', {}, 'invalidTimestamp'],
  ['words', 'yesterday', BERLIN, 'invalidTimestamp'],
  ['a pattern', '6.7.2010 9:05', { ...BERLIN, format: 'd.M.yyyy H:mm' }, '2010-07-06T07:05:00Z'],
  [
    'a pattern with its offset',
    '2010/07/06 09:05:01.250 +08:00',
    { format: 'yyyy/MM/dd HH:mm:ss.SSS XXX' },
    '2010-07-06T01:05:01.250Z',
  ],
  [
    'a pattern with words in it',
    '2010年07月06日 09时',
    { zone: 'Asia/Shanghai', format: 'yyyy年MM月dd日 HH时' },
    '2010-07-06T01:00:00Z',
  ],
  ['another form than the pattern', '2010-07-06', { ...BERLIN, format: 'd.M.yyyy' }, 'invalidTimestamp'],
];

describe('a time of a log', () => {
  for (const [what, text, format, expected] of CASES)
    it(what, () => {
      const read = readTime(text, format);
      assert.equal(typeof read === 'string' ? read : formatInstant(read), expected);
    });

  it('a pattern names year, month and day once each, and knows its letters', () => {
    assert.deepEqual(['yyyy-MM-dd', 'yyyy-MM', 'yyyy-MM-dd-dd', 'yyyy-MM-dd qq', "dd'th' MM yyyy"].map(isPattern), [
      true,
      false,
      false,
      false,
      true,
    ]);
  });
});
