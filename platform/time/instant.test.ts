import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatInstant, instant, parseInstant } from './instant.ts';

/** As far as `Date` reaches. */
const FARTHEST = 8_640_000_000_000_000;

describe('an instant as text', () => {
  const WRITTEN: readonly (readonly [number, string])[] = [
    [0, '1970-01-01T00:00:00Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [Date.UTC(2026, 9, 3, 14, 10), '2026-10-03T14:10:00Z'],
    [Date.UTC(2026, 9, 3, 14, 10, 0, 7), '2026-10-03T14:10:00.007Z'],
    [1.9, '1970-01-01T00:00:00.001Z'],
    [FARTHEST, '+275760-09-13T00:00:00Z'],
    [-FARTHEST, '-271821-04-20T00:00:00Z'],
  ];
  for (const [at, text] of WRITTEN)
    it(`${at} is ${text}`, () => {
      assert.equal(formatInstant(instant(at)), text);
    });

  it('is what `Date` says, without milliseconds that are zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -FARTHEST, max: FARTHEST }), (at) => {
        assert.equal(formatInstant(instant(at)), new Date(at).toISOString().replace('.000Z', 'Z'));
      }),
    );
  });

  it('comes back as the instant it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (at) => {
        assert.equal(parseInstant(formatInstant(instant(at))), at);
      }),
    );
  });

  it('is of no time where there is none', () => {
    assert.throws(() => formatInstant((FARTHEST + 86_400_000) as never), RangeError);
  });
});
