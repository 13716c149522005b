import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attempt, Call, History } from '../fire/history.ts';
import { errorsBeyond } from './errors-beyond.ts';
import type { Trouble } from './two-nodes.ts';

const here = 'http://127.0.0.1:1';
const trouble = (what: Trouble['what']): Trouble => ({ what, process: 'web 1', base: here, from: 1_000, to: 2_000, backMs: 500 });
const attempt = (more: Partial<Attempt>): Attempt => ({
  base: here,
  sentAt: 1_100,
  endedAt: 1_200,
  outcome: 'unknown',
  why: 'ECONNRESET',
  ...more,
});
const historyOf = (one: Attempt): History => {
  const call: Call = {
    commandId: 'c',
    who: 'dispatcher',
    path: '/api/service-requests',
    event: 'report',
    subjectId: null,
    body: {},
    attempts: [one],
  };
  return { calls: [call], requestIds: new Set() };
};

const cases: readonly (readonly [name: string, attempt: Attempt, what: Trouble['what'], counts: boolean])[] = [
  ['in flight at a kill', attempt({}), 'killed', false],
  ['sent before and broken by the kill', attempt({ sentAt: 900 }), 'killed', false],
  ['in flight at a process that stands still', attempt({ why: 'TimeoutError' }), 'halted', false],
  ['before anything happened', attempt({ sentAt: 100, endedAt: 200 }), 'killed', true],
  ['after it served again', attempt({ sentAt: 2_100, endedAt: 2_200 }), 'killed', true],
  ['at the other node', attempt({ base: 'http://127.0.0.1:2' }), 'killed', true],
  ['at a door shut for a restart', attempt({ why: 'ECONNREFUSED' }), 'restarted', false],
  ['taken and then broken by a restart', attempt({}), 'restarted', true],
  ['answered with a fault of ours at a restart', attempt({ why: '500' }), 'restarted', true],
  ['given up by its sender', attempt({ sentAt: 100, endedAt: 200, givenUp: true }), 'killed', false],
  ['answered', attempt({ sentAt: 100, endedAt: 200, outcome: 200 }), 'killed', false],
];

describe('a call that failed counts as an error', () => {
  for (const [name, one, what, counts] of cases)
    it(`${name}: ${counts ? 'yes' : 'no'}`, () =>
      assert.equal(errorsBeyond(historyOf(one), [trouble(what)]).length, counts ? 1 : 0));
});
