import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { epochOf } from './pool.ts';

describe('an instant as the database writes it', () => {
  const written = (at: number, digits: number): string =>
    new Date(at)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.(\d{3})Z$/, (_, ms: string) =>
        digits === 0 ? '' : `.${ms}${'9'.repeat(digits - 3)}`.replace(/0+$/, '').replace(/\.$/, ''),
      ) + '+00';

  it('is read as the same instant, with a fraction and without', () => {
    const times = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(fc.property(times, fc.constantFrom(3, 6), (at, digits) => assert.equal(epochOf(written(at, digits)), at)));
    fc.assert(fc.property(times, (at) => assert.equal(epochOf(written(at - (at % 1000), 0)), at - (at % 1000))));
  });

  it('is read with another offset too', () => {
    assert.equal(epochOf('2026-10-03 22:10:00+08'), Date.UTC(2026, 9, 3, 14, 10));
    assert.equal(epochOf('2026-10-03 19:40:00.25+05:30'), Date.UTC(2026, 9, 3, 14, 10, 0, 250));
  });
});
