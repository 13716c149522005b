import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differingLines, keeping, keptText } from './kept-draft.rules.ts';

describe('a text that the device keeps', () => {
  it('comes back with the version that it was written on, whatever it says', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ unit: 'grapheme' }), (version, text) => {
        assert.deepEqual(keptText(keeping({ version, text })), { version, text });
      }),
    );
    assert.equal(keptText(''), null);
    assert.equal(keptText('a text of another kind'), null);
  });
});

describe('the lines in which two texts differ', () => {
  it('are told from the first to the last, with the number of the first', () => {
    assert.deepEqual(differingLines('a\nb\nc\nd', 'a\nx\ny\nd'), { from: 2, mine: ['b', 'c'], theirs: ['x', 'y'] });
    assert.deepEqual(differingLines('a\nd', 'a\nb\nd'), { from: 2, mine: [], theirs: ['b'] });
  });
  it('put in the place of one another make of either text the other', () => {
    const lines: fc.Arbitrary<string[]> = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const { from, mine, theirs } = differingLines(one.join('\n'), other.join('\n'));
        assert.deepEqual(one.toSpliced(from - 1, mine.length, ...theirs), other);
      }),
    );
  });
});
