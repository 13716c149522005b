import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listed, nearest } from './nearest.rules.ts';

test('the nearest name is the one with the fewest edits; a far one is none', () => {
  const known = ['calendar', 'limit', 'start', 'stop', 'warnAt'];
  const cases: [string, string | undefined][] = [
    ['calender', 'calendar'],
    ['limt', 'limit'],
    ['lmiit', 'limit'],
    ['warnat', 'warnAt'],
    ['stopp', 'stop'],
    ['colour', undefined],
    ['', undefined],
    ['x'.repeat(100), undefined],
  ];
  for (const [written, found] of cases) assert.equal(nearest(written, known), found, written);
});

test('long lists are cut for a sentence', () => {
  assert.equal(listed(['a', 'b']), 'a, b');
  assert.ok(listed(Array.from({ length: 100 }, (_, index) => `n${index}`)).endsWith('n39 …'));
});
