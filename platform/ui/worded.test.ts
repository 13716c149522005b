import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { piecesOf } from './worded.rules.ts';

const numbersIn = (text: string) => piecesOf(text).flatMap((piece) => (piece.isNumber ? [piece.text] : []));

describe('numbers of things in a text', () => {
  const table: readonly (readonly [text: string, numbers: readonly string[]])[] = [
    ['见任务书QR-OP10A-2026-0012，条款C-1.3.4-03。', ['QR-OP10A-2026-0012', 'C-1.3.4-03']],
    ['SR-2026-0001. Then SR-2026-0002', ['SR-2026-0001', 'SR-2026-0002']],
    ['补录2026-11-30 22:35, not 12026-11-30 nor 1-2', ['2026-11-30']],
    ['a well-known word, at 10-12, 1-2-3', []],
    ['A1 B.2 x', []],
    [`SR-${'1'.repeat(60)}`, []],
    ['', []],
  ];
  for (const [text, numbers] of table)
    it(`${text.slice(0, 40)}: ${numbers.join(', ') || 'none'}`, () => assert.deepEqual(numbersIn(text), numbers));

  it('nothing of a text is lost between them', () => {
    const text = '到C-1.1-06为止..-A-1-.x';
    assert.equal(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
      text,
    );
  });

  // The expression before took minutes for the first two: a page that shows them never came.
  for (const part of ['W', 'a1', 'a-', 'a.', 'a-1', '.', '-', '1', '2026-'])
    it(`are soon told in ten thousand signs of ${part}`, () => {
      const text = part.repeat(10_000 / part.length);
      assert.deepEqual(numbersIn(text), []);
    });
});
