import { useEffect, useEffectEvent } from 'react';

/** A key as it is told to people and as it is pressed: `r`, `Escape`, `ctrl+Enter`, `?`. `ctrl` is Command on a Mac. */
export type KeyName = string;
export type KeyActions = Readonly<Record<KeyName, (event: KeyboardEvent) => void>>;

/** What a decision about a key needs to know of its event; a plain object in tests. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly repeat: boolean;
  readonly writing: boolean;
}

/** Old engines say 229 instead of `isComposing` while an input method holds the key. */
const HELD_BY_INPUT_METHOD = 229;

/** Whether an input method composes with this key: then it is meant for its candidates and for nothing of ours. */
export function heldByInputMethod(pressed: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return pressed.isComposing || pressed.keyCode === HELD_BY_INPUT_METHOD;
}

/**
 * Which action a key fires, if any. Nothing fires while an input method composes; a plain key fires nothing
 * where a person writes, only one with Ctrl or Command does. `Escape` belongs to whoever is open.
 */
export function actionOf(pressed: Pressed, names: readonly KeyName[]): KeyName | undefined {
  if (heldByInputMethod(pressed) || pressed.altKey || pressed.repeat) return undefined;
  const commanded = pressed.ctrlKey || pressed.metaKey;
  if (pressed.writing && !commanded) return undefined;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  // A letter with Shift is another key; `?` and the like are only reached with it.
  if (pressed.shiftKey && /^[a-z]$/.test(key)) return undefined;
  const name = commanded ? `ctrl+${key}` : key;
  return names.includes(name) ? name : undefined;
}

const writingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.getAttribute('role') === 'combobox') return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return writingTags.has(target.tagName);
}

function dialogIsOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** Keys of a page while it is shown. Behind an open dialog they rest. */
export function useKeys(actions: KeyActions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || dialogIsOpen()) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, keyCode, repeat } = event;
    const name = actionOf(
      { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, keyCode, repeat, writing: isWriting(event.target) },
      Object.keys(actions),
    );
    const action = name === undefined ? undefined : actions[name];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
