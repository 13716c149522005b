import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NeededField } from '../requests.schema.ts';
import { initialInput, inputToKeep, inputToSend, isGiven, linesOf } from './step-input.rules.ts';

const field = (name: string, type: NeededField['type'], more: Partial<NeededField> = {}): NeededField => ({
  name,
  type,
  label: { zh: name, en: name },
  required: true,
  ...more,
});

describe('the input of a step', () => {
  const needs = [
    field('contact', 'contact'),
    field('note', 'longText', { required: false }),
    field('agreed', 'boolean'),
    field('cells', 'recordFields'),
  ];
  it('begins with what the server knows', () =>
    assert.deepEqual(initialInput([field('a', 'text', { initial: 'x' }), field('b', 'text', { initial: null })]), { a: 'x' }));
  it('is kept on the device but for strokes and files', () =>
    assert.deepEqual(
      inputToKeep({
        note: '一',
        files: [new File([], 'a.png')],
        sign: { name: '陈', strokes: [[1]] },
        people: [{ personId: 'p' }],
      }),
      { note: '一', sign: { name: '陈', strokes: undefined }, people: [{ personId: 'p' }] },
    ));
  it('sends only what was given, trimmed', () =>
    assert.deepEqual(inputToSend(needs, { contact: 'c', note: '  ', agreed: true }), { contact: 'c', agreed: true }));
  it('sends a box that was emptied', () =>
    assert.deepEqual(inputToSend([field('agreed', 'boolean', { required: false })], { agreed: false }), { agreed: false }));
  it('sends when it happened', () =>
    assert.deepEqual(inputToSend([], { occurredAt: '2026-10-04T00:15:00+08:00', lateReason: '' }), {
      occurredAt: '2026-10-04T00:15:00+08:00',
    }));
  it('reads steps line by line', () => assert.deepEqual(linesOf(' 一\n\n二 '), ['一', '二']));
  it('white space says nothing', () => assert.deepEqual([isGiven(' '), isGiven([]), isGiven(0)], [false, false, true]));
});
