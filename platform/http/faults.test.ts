import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passingFault } from './faults.ts';

/** What a database out of reach comes to, by how it is. */
const AWAY: readonly (readonly [string, string])[] = [
  ['it refuses', 'ECONNREFUSED'],
  ['the line breaks', 'ECONNRESET'],
  ['nobody answers any more', 'ETIMEDOUT'],
  ['there is no way to its machine', 'EHOSTUNREACH'],
  ['there is no way to its network', 'ENETUNREACH'],
  ['its name is not known at the moment', 'EAI_AGAIN'],
  ['its name is not known', 'ENOTFOUND'],
  ['it starts', '57P03'],
  ['two waited for each other', '40P01'],
];

describe('what befalls the machine and passes', () => {
  for (const [how, code] of AWAY)
    it(`${how}: whether it was saved is unknown, and the same may be sent again (${code})`, () => {
      const told = passingFault(Object.assign(new Error('of the database'), { code }));
      assert.deepEqual([told?.status, told?.code], [503, 'databaseAway']);
    });

  it('no connection became free in time: the same', () => {
    assert.equal(passingFault(new Error('timeout exceeded when trying to connect'))?.code, 'databaseAway');
  });

  it('a fault of ours is none of it', () => {
    assert.equal(passingFault(Object.assign(new Error('no such column'), { code: '42703' })), null);
  });
});
