import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { instant } from '../time/instant.ts';
import { fold, PART_END } from './fold.rules.ts';
import { gramsOf, phrasePairs, weekBits, weekOf } from './grams.rules.ts';
import { passageOf } from './passage.rules.ts';

const AT = instant(Date.parse('2026-10-03T22:10:00+08:00'));

/** Texts of the kind that is written here: few characters, so that they meet, with all that a fold touches. */
const character = fc.constantFrom(...'核心交換換机機後后無无ａＡAaＢ１1５ 　\n，,。.-－𠀀𡞱ßİ', '\uD800', '\uDC00', PART_END);
const text = fc.array(character, { maxLength: 40 }).map((characters) => characters.join(''));

describe('a fold', () => {
  const cases: Readonly<Record<string, readonly [text: string, folded: string]>> = {
    'makes traditional simplified': ['核心交換機沒有響應，業務網絡斷線', '核心交换机没有响应,业务网络断线'],
    'takes the first of several simplified characters': ['著名的乾燥劑', '著名的干燥剂'],
    'leaves simplified as it is': ['核心交换机', '核心交换机'],
    'makes full-width half-width': ['ＱＲ－ＯＰ１０Ａ－２０２６（０００１）！', 'qr-op10a-2026(0001)!'],
    'makes capitals small': ['Core Switch ÄÖ Σ', 'core switch äö σ'],
    'makes every white space a space': ['甲\t乙\r\n丙\u3000丁\u00A0戊', '甲 乙  丙 丁 戊'],
    'keeps a capital whose small letter is longer': ['İzmir', 'İzmir'],
    'keeps characters outside the first plane': ['𠀀𰻞', '𠀀𰻝'],
    'lets nobody write the end of a part': [`甲${PART_END}乙`, '甲 乙'],
    'marks half a character as none': ['甲\uD800乙', '甲\uFFFD乙'],
  };
  for (const [name, [written, folded]] of Object.entries(cases)) it(name, () => assert.equal(fold(written), folded));

  it('keeps every place, and is the same inside and outside', () => {
    fc.assert(
      fc.property(text, text, text, (before, inside, behind) => {
        assert.equal(fold(before).length, before.length);
        // A half character becomes whole where its other half comes to stand beside it.
        const parts = [before, inside, behind].map((part) => part.toWellFormed());
        assert.equal(fold(parts.join('')), parts.map(fold).join(''));
      }),
    );
  });
});

describe('grams', () => {
  it('of what is inside a text are among those of the text, in its week and in no other', () => {
    fc.assert(
      fc.property(text, text, text, fc.integer({ min: 0, max: 4_000 }), (before, inside, behind, week) => {
        const at = instant(week * 7 * 86_400_000 + 1);
        const held = new Set(gramsOf(fold(before + inside + behind), at));
        const phrase = fold(inside.toWellFormed());
        if (!fold(before + inside + behind).includes(phrase)) return;
        for (const pair of phrasePairs(phrase, 8)) {
          assert.ok(held.has(weekBits(week) | pair));
          assert.ok(!held.has(weekBits(week + 1) | pair));
        }
      }),
    );
  });

  it('are pairs of neighbours, each once, none across the end of a part', () => {
    const sizes: readonly (readonly [string, number])[] = [
      ['', 0],
      ['核', 0],
      ['核心', 1],
      ['核心交换', 3],
      ['核核核核', 1],
      [`核${PART_END}心`, 0],
      [`核心${PART_END}交换`, 2],
    ];
    for (const [folded, size] of sizes) assert.equal(gramsOf(folded, AT).length, size, folded);
    assert.deepEqual(
      phrasePairs('核心交换', 8).map((pair) => weekBits(weekOf(AT)) | pair),
      gramsOf('核心交换', AT),
    );
  });

  it('are numbers of 32 bits, also when the weeks begin anew', () => {
    for (const week of [0, 2_047, 2_048, 4_095, 4_096])
      for (const gram of gramsOf('核心交换机', instant(week * 7 * 86_400_000))) assert.equal(gram, gram | 0);
  });

  it('of a long phrase are as many as are wanted, from all of it', () => {
    const phrase = '一二三四五六七八九十甲乙丙丁戊己庚辛壬癸';
    assert.equal(phrasePairs(phrase, 8).length, 8);
    assert.deepEqual(phrasePairs(phrase, 100), [...new Set(phrasePairs(phrase, 100))]);
    assert.equal(phrasePairs(phrase, 100).length, phrase.length - 1);
  });
});

describe('a passage', () => {
  const told = (written: string, sought: string) => {
    const found = passageOf(written, fold(sought));
    return found === null ? null : { ...found, marked: found.marks.map(({ from, to }) => found.text.slice(from, to)) };
  };

  it('marks the phrase as it was written, each place of it', () => {
    assert.deepEqual(told('核心交換機斷線，核心交换机已重启', '核心交换机'), {
      text: '核心交換機斷線，核心交换机已重启',
      cutBefore: false,
      cutBehind: false,
      marks: [
        { from: 0, to: 5 },
        { from: 8, to: 13 },
      ],
      marked: ['核心交換機', '核心交换机'],
    });
  });

  it('cuts a long text around the first place and says so', () => {
    const found = told(`${'前'.repeat(300)}ＳＷ－０１${'后'.repeat(300)}`, 'sw-01');
    assert.deepEqual([found?.cutBefore, found?.cutBehind, found?.marked], [true, true, ['ＳＷ－０１']]);
    assert.ok((found?.text.length ?? 0) <= 125);
  });

  it('parts no character written in two halves', () => {
    for (let lead = 0; lead < 30; lead += 1) {
      const found = told(`${'𠀀'.repeat(60)}${'前'.repeat(lead)}核心${'𠀀'.repeat(90)}`, '核心');
      assert.equal(found?.text.isWellFormed(), true, `${lead}`);
      assert.deepEqual(found?.marked, ['核心']);
    }
  });

  it('takes what people write as text and nothing else', () => {
    assert.deepEqual(told('<b>核心</b>', '<B>')?.marked, ['<b>']);
    assert.deepEqual(told('100%_\\', '%_\\')?.marked, ['%_\\']);
    assert.equal(told('核心', '交换'), null);
  });

  it('is wherever the fold has the phrase', () => {
    fc.assert(
      fc.property(text, text, (written, sought) => {
        const phrase = fold(sought);
        fc.pre(phrase.length >= 2);
        const found = passageOf(written, phrase);
        assert.equal(found !== null, fold(written).includes(phrase));
        for (const { from, to } of found?.marks ?? []) assert.equal(fold(found?.text.slice(from, to) ?? ''), phrase);
      }),
    );
  });
});
