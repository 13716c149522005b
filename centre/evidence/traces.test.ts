import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSpokenOf, tracesOf, withoutTraces } from './traces.rules.ts';

describe('the traces of a person', () => {
  it('are names of two letters and more and numbers of five digits and more, these also without what stands between', () => {
    assert.deepEqual(tracesOf(['王', '王工', 'Ed', '8801', '12', ' ', '+86 138-0000 0001']), [
      '+86 138-0000 0001',
      '+8613800000001',
      '王工',
      'Ed',
    ]);
  });

  for (const [text, words, left] of [
    ['请联系王工。', ['王工'], '请联系※。'],
    ['Ed tested the Edge; ask Ed.', ['Ed'], '※ tested the Edge; ask ※.'],
    ['电话88011转88011234', ['88011'], '电话※转88011234'],
    ['ed@example.com 与 Ed', ['ed@example.com', 'Ed'], '※ 与 ※'],
    ['价格$1$&', ['$1'], '价格※$&'],
  ] as const) {
    it(`are gone from ${text}`, () => {
      assert.equal(withoutTraces(text, words, '※'), left);
      assert.equal(isSpokenOf(text, words), true);
    });
  }

  it('are not sought where the machine writes: keys, numbers, ids, digests and instants', () => {
    const held = {
      seal: '88011',
      at: 1_760_088_011_000,
      id: '019ca6e8-ca80-7035-8801-9eed23479933',
      digest: 'ed'.repeat(32),
      since: '2026-10-03T22:10:00+08:00',
      seals: [{ seal: '门上贴着seal 88011' }],
    };
    assert.deepEqual(withoutTraces(held, ['88011', 'seal', '019ca6e8', '2026', 'ed'], '※'), {
      ...held,
      seal: '※',
      seals: [{ seal: '门上贴着※ ※' }],
    });
  });

  it('a person of whom nothing is written has none', () => {
    assert.equal(isSpokenOf('任何人', []), false);
    assert.equal(withoutTraces('任何人', [], '※'), '任何人');
  });
});
