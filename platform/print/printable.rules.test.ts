import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadCoverage } from './fonts.ts';
import { breakable, printable } from './printable.rules.ts';

const covered = loadCoverage();

const cases: Readonly<Record<string, readonly [text: string, shown: string]>> = {
  'plain Chinese stays': ['核心交换机无响应，业务中断。', '核心交换机无响应，业务中断。'],
  'rare characters of names stay': ['䶮㛃龘𬭚', '䶮㛃龘𬭚'],
  'marks of the trade stay': ['23±2℃ 5㎡ Ω ① —— …… “引号”', '23±2℃ 5㎡ Ω ① —— …… “引号”'],
  'an emoji shows as one box': ['好👍', '好□'],
  'a family of joined emoji shows as one box': ['👨‍👩‍👧‍👦', '□'],
  'a flag shows as one box': ['🇨🇳', '□'],
  'ticks keep their meaning': ['☐☑✅☒❌', '□✓✓××'],
  'a tick with a variation selector too': ['✔️', '✓'],
  'scripts the face lacks show as boxes': ['한', '□'],
  'a letter with a combining accent is composed': ['e\u0301', 'é'],
  'a stray combining mark does not take its letter along unseen': ['x\u0324', '□'],
  'a character under a heap of marks shows as one box': [`山${'\u0301'.repeat(1_000)}水`, '□水'],
  'marks that turn the reading direction go': ['\u202egnp.exe\u202c', 'gnp.exe'],
  'zero-width characters go': ['机\u200b房\ufeff', '机房'],
  'strange spaces become plain ones': ['a\u2009b\u00a0c', 'a b\u00a0c'],
  'line ends become one': ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  'a tab becomes spaces': ['a\tb', 'a    b'],
  'control characters show as boxes': ['a\u0007b', 'a□b'],
  'half a surrogate pair shows as a box': ['a\ud83d', 'a□'],
  'markup is text': ['#import "x": * $x$ *b* <script>', '#import "x": * $x$ *b* <script>'],
};

for (const [name, [text, shown]] of Object.entries(cases)) {
  test(name, () => assert.equal(printable(text, covered), shown));
}

test('whatever is written, only characters the face has are printed', () => {
  const sound = (text: string): boolean =>
    [...printable(text, covered)].every((character) => character === '\n' || covered(character.codePointAt(0) ?? 0));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), sound), { numRuns: 500 });
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), sound), { numRuns: 500 });
});

test('a printable text is printed as it is: making it so twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = printable(text, covered);
      assert.equal(printable(once, covered), once);
    }),
  );
});

test('a long run gets places to break and keeps its characters', () => {
  const run = `https://example.cn/${'a'.repeat(80)}`;
  const broken = breakable(`见 ${run} 所述`);
  assert.equal(broken.replaceAll('\u200b', ''), `见 ${run} 所述`);
  assert.ok(broken.split('\u200b').every((piece) => piece.length <= 12));
  assert.equal(breakable('短的 address@example.cn 不变'), '短的 address@example.cn 不变');
});
