import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReviewLine } from '../drafts/plan-drafts.schema.ts';
import { stepStates, withLine } from './review-lines.rules.ts';
import type { ReviewSoFar } from './review-lines.rules.ts';

const numbers = [1, 2, 3];
const begun: ReviewLine = { kind: 'begun', version: 4, reading: [], approval: null };
const check = (number: number, state: 'passed' | 'failed'): ReviewLine => ({
  kind: 'check',
  check: { number, state, diagnostics: [] },
});
const done: ReviewLine = { kind: 'done', differences: [], isFirst: false, representatives: [] };
const after = (...lines: ReviewLine[]): ReviewSoFar | undefined =>
  lines.reduce<ReviewSoFar | null>((before, line) => withLine(before, line), null) ?? undefined;

test('steps stand as they were told: the next one is under way, the others are to come', () => {
  assert.deepEqual(stepStates(undefined, numbers), ['running', 'comes', 'comes', 'comes']);
  assert.deepEqual(stepStates(after(begun), numbers), ['passed', 'running', 'comes', 'comes']);
  assert.deepEqual(stepStates(after(begun, check(1, 'failed')), numbers), ['passed', 'failed', 'running', 'comes']);
  const all = after(begun, check(1, 'failed'), check(2, 'passed'), check(3, 'passed'), done);
  assert.deepEqual(stepStates(all, numbers), ['passed', 'failed', 'passed', 'passed']);
  assert.equal(all?.whole?.checks.length, 3);
});

test('a text that cannot be read fails at once, and no check is called under way', () => {
  const fault = {
    code: 'yamlTab',
    severity: 'error',
    line: 1,
    column: 1,
    path: '',
    message: { zh: '', en: '' },
    remedy: { zh: '', en: '' },
    clauses: [],
  } as const;
  const unread = after({ ...begun, reading: [{ ...fault, clauses: [] }] }, { ...done, differences: null });
  assert.deepEqual(stepStates(unread, numbers), ['failed', 'waits', 'waits', 'waits']);
  assert.equal(unread?.whole?.differences, null);
});

test('without its last line a review is not whole; lines before the first are none', () => {
  assert.equal(after(begun, check(1, 'passed'))?.whole, null);
  assert.equal(after(check(1, 'passed')), undefined);
});
