import { useEffect, useEffectEvent } from 'react';

/** A key as it is told to people and as it is pressed: `r`, `Escape`, `shift+j`, `ctrl+Enter`, `?`. `ctrl` is Command on a Mac. */
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
  /** The focus stands on a button, a link or the like, which Enter presses by itself. */
  readonly onButton: boolean;
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
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (pressed.writing && (!commanded || OF_THE_TEXT.has(key))) return undefined;
  if (pressed.onButton && key === 'Enter' && !commanded) return undefined;
  // A letter with Shift is another key; `?` and the like are only reached with it.
  const isShifted = pressed.shiftKey && /^[a-z]$/.test(key);
  if (commanded && isShifted) return undefined;
  const name = commanded ? `ctrl+${key}` : isShifted ? `shift+${key}` : key;
  return names.includes(name) ? name : undefined;
}

/** With Ctrl or Command these are the text's own where a person writes. */
const OF_THE_TEXT = new Set(['a', 'c', 'v', 'x', 'y', 'z']);

const writingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.getAttribute('role') === 'combobox') return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return writingTags.has(target.tagName);
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], summary') !== null;
}

function dialogIsOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** Keys of a page while it is shown. Behind an open dialog they rest. */
export function useKeys(actions: KeyActions): void {
  useKeysOf(document, actions);
}

/** Keys of what stands around every page: one that the page has for itself is the page's. */
export function useFrameKeys(actions: KeyActions): void {
  useKeysOf(window, actions);
}

/** A key comes to the document before it comes to the window, whichever was listened on first. */
function useKeysOf(place: Document | Window, actions: KeyActions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || dialogIsOpen()) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, keyCode, repeat } = event;
    // Inside of a part with a tree of its own the event names that part, its way names where it began.
    const [target = event.target] = event.composedPath();
    const name = actionOf(
      {
        key,
        ctrlKey,
        metaKey,
        altKey,
        shiftKey,
        isComposing,
        keyCode,
        repeat,
        writing: isWriting(target),
        onButton: isButton(target),
      },
      Object.keys(actions),
    );
    const action = name === undefined ? undefined : actions[name];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
  useEffect(() => {
    const listen = (event: Event) => onKey(event as KeyboardEvent);
    place.addEventListener('keydown', listen);
    return () => place.removeEventListener('keydown', listen);
  }, [place]);
}
