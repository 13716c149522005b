import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NeededField } from '../requests.schema.ts';
import { missingIn, plainToSend } from './plain-input.rules.ts';
import { inputToKeep } from './step-input.rules.ts';

function field(name: string, type: NeededField['type'], required = true): NeededField {
  return { name, type, required, label: { zh: name, en: name } };
}
const needs = [
  field('opinion', 'longText'),
  field('photos', 'files', false),
  field('checked', 'boolean'),
  field('signature', 'signature'),
];
const strokes = [{ points: [{ x: 1, y: 2 }] }];

describe('a form in the browser’s own controls', () => {
  it('misses what is needed and empty, a signature without strokes among it, in the order of the form', () => {
    assert.deepEqual(missingIn(needs, {}), ['opinion', 'checked', 'signature']);
    assert.deepEqual(missingIn(needs, { opinion: ' ', checked: false, signature: { name: '赵工' } }), [
      'opinion',
      'checked',
      'signature',
    ]);
    assert.deepEqual(missingIn(needs, { opinion: '好', checked: true, signature: { name: '赵工', strokes } }), []);
  });
  it('sends files by their ids and a signature only if somebody is named', () => {
    const files = [{ id: 'f1', name: 'a.png', size: 3 }];
    assert.deepEqual(plainToSend(needs, { opinion: ' 好 ', photos: files, checked: true, signature: { strokes } }), {
      opinion: '好',
      photos: ['f1'],
      checked: true,
    });
  });
  it('keeps everything on the device but the strokes of a signature', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(inputToKeep({ opinion: '好', signature: { name: '赵工', strokes } }))), {
      opinion: '好',
      signature: { name: '赵工' },
    });
  });
});
