import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signatureGiven, signedByAnother, strokesOf } from './signature-input.rules.ts';

describe('whose name stands by a signature', () => {
  it('is the own one of whoever signs for themselves, whatever a device kept', () => {
    assert.deepEqual(signatureGiven({ ownName: '李主任' }, { name: '赵工', means: 'handwritten' }), {
      name: '李主任',
      means: 'handwritten',
    });
    assert.deepEqual(signatureGiven({ ownName: '李主任' }, undefined), { name: '李主任' });
  });

  it('is the one that was typed where somebody else signs on this device', () => {
    assert.deepEqual(signatureGiven({}, { name: '赵工' }), { name: '赵工' });
    assert.deepEqual(signatureGiven({}, undefined), { name: '' });
  });

  it('stands with the strokes that were drawn so far, where there are any', () => {
    const strokes = [{ points: [{ x: 1, y: 2, time: 3, pressure: 0.5 }] }];
    assert.equal(strokesOf(signatureGiven({}, { name: '赵工', strokes })), strokes);
    assert.equal(strokesOf(signatureGiven({}, { name: '赵工', strokes: undefined })), undefined);
  });

  it('is no longer the expected contact once another name is typed, and is again when it is theirs', () => {
    const expected = { initial: { name: '赵工', contactId: 'c1', means: 'handwritten' } };
    const other = signedByAnother(expected, expected.initial, '孙工');
    assert.deepEqual(other, { name: '孙工', means: 'handwritten' });
    assert.deepEqual(signedByAnother(expected, other, '赵工'), { name: '赵工', contactId: 'c1', means: 'handwritten' });
  });
});
