import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { entryOf, LIMIT_UNITS, limitOf } from './limit-entry.rules.ts';

const CASES: readonly (readonly [string, unknown])[] = [
  ['PT4H', { amount: 4, unit: 'hours' }],
  ['PT90M', { amount: 90, unit: 'minutes' }],
  ['PT8H30M', { amount: 510, unit: 'minutes' }],
  ['PT60M', { amount: 1, unit: 'hours' }],
  ['P3D', { amount: 3, unit: 'days' }],
  ['P2W', { amount: 14, unit: 'days' }],
  ['P1DT2H', null],
  ['P6M', null],
  ['PT30S', null],
  ['', null],
];

for (const [limit, entry] of CASES)
  it(`${limit === '' ? 'no limit' : limit} is entered as ${JSON.stringify(entry)}`, () =>
    assert.deepEqual(entryOf(limit), entry));

it('what is entered comes back as the same length of time', () => {
  const minutes = { minutes: 1, hours: 60, days: 1440 } as const;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(...LIMIT_UNITS), (amount, unit) => {
      const entry = entryOf(limitOf({ amount, unit }) ?? '');
      assert.ok(entry !== null);
      assert.equal(entry.amount * minutes[entry.unit], amount * minutes[unit]);
      // A day is a date in some calendars: it never becomes 24 hours.
      assert.equal(entry.unit === 'days', unit === 'days');
    }),
  );
});

it('no amount is no limit', () => {
  for (const amount of [0, -1, 1.5, Number.NaN, Infinity]) assert.equal(limitOf({ amount, unit: 'hours' }), null);
});
