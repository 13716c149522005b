import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { concerns, topicsOf, waitAfter } from './live-stream.ts';

describe('what a signal concerns', () => {
  const lists = new Set(['requests']);
  const topics = new Set(['service-requests', 'r-1']);
  const table: [string, readonly unknown[], boolean][] = [
    ['the thing itself', ['request', 'r-1'], true],
    ['what is kept below it', ['request', 'r-1', 'timeline'], true],
    ['a list that may hold it', ['requests', 'pages', { state: 'open' }], true],
    ['another thing', ['request', 'r-2'], false],
    ['who is signed in', ['me'], false],
  ];
  for (const [name, key, expected] of table) it(name, () => assert.equal(concerns(key, topics, lists), expected));
});

describe('a stream that is refused', () => {
  it('is tried again ever more seldom, and once a minute at least', () =>
    assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map(waitAfter), [3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]));
});

describe('a signal is read without trust', () => {
  it('its topics', () => assert.deepEqual(topicsOf('{"topics":["service-requests/r-1"],"version":3}'), ['service-requests/r-1']));
  for (const data of ['', '[]', '{"topics":"all"}', 'null', '{'])
    it(`nothing in ${data || 'an empty text'}`, () => assert.deepEqual(topicsOf(data), []));
});
