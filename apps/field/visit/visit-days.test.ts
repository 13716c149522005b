import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instant } from '#platform/time/instant.ts';
import { reachesBeyondToday } from './visit-days.rules.ts';

describe('whether the list is of today', () => {
  const now = instant(Date.parse('2026-10-03T22:10:00+08:00'));
  const beyond = (expectedAt: string | null, requiredBy: string | null) =>
    reachesBeyondToday([{ expectedAt, requiredBy }], { now, zone: 'Asia/Shanghai' });
  const table: [string, string | null, string | null, boolean][] = [
    ['one without a time is of today', null, null, false],
    ['one of this evening is of today', '2026-10-03T23:59:00+08:00', null, false],
    ['one that should have been done yesterday is of today', null, '2026-10-02T18:00:00+08:00', false],
    ['one of tomorrow is not, though in another zone it were', '2026-10-03T16:10:00Z', null, true],
    [
      'when the engineer comes counts before when it is to be done',
      '2026-10-03T23:00:00+08:00',
      '2026-10-05T18:00:00+08:00',
      false,
    ],
  ];
  for (const [name, expectedAt, requiredBy, is] of table) it(name, () => assert.equal(beyond(expectedAt, requiredBy), is));
});
