import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionOf, type Pressed } from './keys.ts';

const press = (given: Partial<Pressed>): Pressed => ({
  key: 'r',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 82,
  repeat: false,
  writing: false,
  onButton: false,
  ...given,
});
const names = ['r', 'Enter', 'shift+j', '?', 'ctrl+Enter', 'ctrl+k', 'ctrl+a', 'Escape'];

describe('keys', () => {
  const table: [string, Partial<Pressed>, string | undefined][] = [
    ['a plain key fires', {}, 'r'],
    ['a capital by caps lock is the same key', { key: 'R' }, 'r'],
    ['with shift it is another', { key: 'R', shiftKey: true }, undefined],
    ['a letter with shift fires where it has a name of its own', { key: 'J', shiftKey: true }, 'shift+j'],
    ['and without shift it does not', { key: 'j' }, undefined],
    ['Ctrl with A marks the text where a person writes', { key: 'a', ctrlKey: true, writing: true }, undefined],
    ['and fires elsewhere', { key: 'a', ctrlKey: true }, 'ctrl+a'],
    ['a sign that needs shift fires', { key: '?', shiftKey: true }, '?'],
    ['not while a person writes', { writing: true }, undefined],
    ['not while an input method composes', { isComposing: true }, undefined],
    ['not while an old engine composes', { keyCode: 229 }, undefined],
    ['Ctrl with Enter fires where a person writes', { key: 'Enter', ctrlKey: true, writing: true }, 'ctrl+Enter'],
    ['but not while composing', { key: 'Enter', ctrlKey: true, writing: true, isComposing: true }, undefined],
    ['Enter fires', { key: 'Enter' }, 'Enter'],
    ['but on a button it presses the button', { key: 'Enter', onButton: true }, undefined],
    ['Command stands for Ctrl', { key: 'k', metaKey: true }, 'ctrl+k'],
    ['Ctrl with a key that has none does nothing', { key: 'r', ctrlKey: true }, undefined],
    ['Alt belongs to the system', { altKey: true }, undefined],
    ['a held key fires once', { repeat: true }, undefined],
    ['unknown keys do nothing', { key: 'z' }, undefined],
  ];
  for (const [name, given, expected] of table) it(name, () => assert.equal(actionOf(press(given), names), expected));
});
