import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { asItWas, withoutFormula } from './formulas.rules.ts';

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

it('no cell begins as a formula does, and every one can be had back as it was', () => {
  const start = fc.stringMatching(/^'{0,3}[=+\-@\t\r\n＝＋－＠'a]?$/);
  fc.assert(
    fc.property(start, fc.string({ unit: 'grapheme' }), (begins, rest) => {
      const cell = begins + rest;
      const safe = withoutFormula(cell);
      assert.ok(STARTS.every((one) => !safe.startsWith(one)));
      assert.equal(asItWas(safe), cell);
    }),
  );
});

it('what is no formula stays as it is', () => {
  for (const cell of ['', '说明', 'a=1', "'说明", '１', ' =1']) assert.equal(withoutFormula(cell), cell);
});
