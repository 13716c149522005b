import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instant } from '../time/instant.ts';
import { isRefusal } from './refusal.ts';
import { timesOf } from './run-command.ts';

const NOW = instant(Date.parse('2026-10-03T02:00:00Z'));
const commandId = '018f0000-0000-7000-8000-000000000001';

/** What is said of when something happened, and what becomes of it: the refusal's code, or the instant. */
const table: readonly (readonly [what: string, occurredAt: string, becomes: string])[] = [
  ['the first moment of 2000', '2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
  ['the moment before it', '1999-12-31T23:59:59.999Z', 'occurredTooEarly'],
  ['the same moment, told elsewhere', '2000-01-01T07:59:59+08:00', 'occurredTooEarly'],
  ['a year whose century was left out', '0026-10-03T10:00:00+08:00', 'occurredTooEarly'],
  ['two minutes ahead', '2026-10-03T02:02:00Z', '2026-10-03T02:00:00.000Z'],
  ['more than that', '2026-10-03T02:02:01Z', 'occurredInFuture'],
];

describe('when it happened, as a command says it', () => {
  for (const [what, occurredAt, becomes] of table)
    it(`${what}: ${becomes}`, () => {
      const times = timesOf({ commandId, occurredAt, lateReason: '补录' }, NOW);
      if (!isRefusal(times)) return assert.equal(new Date(times.at).toISOString(), becomes);
      assert.equal(times.code, becomes);
      assert.deepEqual(
        times.fields?.map(({ field }) => field),
        ['occurredAt'],
      );
    });
});
