import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cut, forTerminal, shortened, trimmed, unfitCharacter } from './characters.rules.ts';

describe('a character that no text holds', () => {
  for (const [text, name, before] of [
    ['a\u0000b', 'U+0000', 'a'],
    ['第一行\n第二行\u001b[2J', 'U+001B', '第一行\n第二行'],
    ['\u009b31m', 'U+009B', ''],
    ['0123456789abc\u007f', 'U+007F', '3456789abc'],
    ['a\ud800b', 'U+D800', 'a'],
    ['😀\udc00', 'U+DC00', '😀'],
    ['a\uffff', 'U+FFFF', 'a'],
    ['发票\u202egnp', 'U+202E', '发票'],
  ] as const)
    it(`${name} is named, with what stands before it`, () => assert.deepEqual(unfitCharacter(text), { name, before }));

  it('is none of those that people write, in any script', () => {
    for (const text of ['', 'a\tb\r\nc', '😀👨‍👩‍👧', '\u202d+86 10\u202c', 'مرحبا', '\u2028', '\ufeff', '䶮𬭚'])
      assert.equal(unfitCharacter(text), null);
  });

  it('is found wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\u0000', '\u001b', '\ud800'),
        fc.string(),
        (before, odd, after) => assert.notEqual(unfitCharacter(before + odd + after), null),
      ),
    );
  });
});

describe('a text without the blanks at its ends', () => {
  for (const [text, kept] of [
    [' 断网 \n', '断网'],
    ['\u200b\u200b', ''],
    [' \u3164\ufeff', ''],
    ['\u202d10\u202c', '\u202d10\u202c'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['', ''],
  ] as const)
    it(`${JSON.stringify(text)} is ${JSON.stringify(kept)}`, () => assert.equal(trimmed(text), kept));
});

describe('a text cut to a length', () => {
  it('never ends in half a character, is never longer, and is the beginning of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 30 }), (text, most) => {
        const kept = cut(text, most);
        assert.ok(kept.isWellFormed() && kept.length <= most && text.startsWith(kept));
        assert.ok(kept.length >= Math.min(text.length, most) - 1);
      }),
    );
  });

  it('says where something was left out', () => {
    assert.equal(shortened('长长😀', 3), '长长…');
    assert.equal(shortened('长长😀', 4), '长长😀');
  });
});

describe('a text on a terminal', () => {
  it('is one line that the terminal obeys in nothing', () => {
    assert.equal(forTerminal('ok\u001b[2J\u009b31m\r\nroot#\u202e'), 'ok\\u001b[2J\\u009b31m\\u000d\\u000aroot#\\u202e');
    assert.equal(forTerminal('说明\t😀 مرحبا'), '说明\t😀 مرحبا');
  });

  it('of JSON stays the same JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(JSON.parse(forTerminal(text)), JSON.parse(text));
      }),
    );
  });
});
