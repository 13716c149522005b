import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listed, nearest, oneEditAway } from './nearest.rules.ts';

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

test('a name that holds what was written, or begins it, is near; two are none', () => {
  assert.equal(nearest('arrived', ['engineerArrived', 'registered']), 'engineerArrived');
  assert.equal(nearest('monday', ['mon', 'tue', 'wed']), 'mon');
  assert.equal(nearest('restored', ['notRestoredYet', 'isRestoredThere']), undefined);
});

test('a name with other numbers is another name', () => {
  assert.equal(nearest('C-1.1-06', ['C-1.1-05', 'C-1.1-07']), undefined);
  assert.equal(nearest('PRJ-01', ['PRJ-001', 'PRJ-010']), 'PRJ-001');
  assert.equal(nearest('C-1.1.06', ['C-1.1-05', 'C-1.1-06']), 'C-1.1-06');
});

test('ids one edit away are all told, whatever their numbers', () => {
  const ids = ['C-1.1-05', 'C-1.1-06', 'C-1.1-16', 'C-1.2-66'];
  assert.deepEqual(oneEditAway('C-1.1-66', ids), ['C-1.1-06', 'C-1.1-16', 'C-1.2-66']);
  assert.deepEqual(oneEditAway('X-9', ids), []);
  assert.deepEqual(oneEditAway('', ids), []);
});

test('long lists are cut for a sentence', () => {
  assert.equal(listed(['a', 'b']), 'a, b');
  assert.ok(listed(Array.from({ length: 100 }, (_, index) => `n${index}`)).endsWith('n15 …'));
});
