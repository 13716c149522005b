import { useCallback, useState } from 'react';

const PREFIX = 'pledge.draft.';

function read(key: string): string {
  try {
    return window.localStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') window.localStorage.removeItem(PREFIX + key);
    else window.localStorage.setItem(PREFIX + key, text);
  } catch {
    // Without storage a draft lives as long as the page.
  }
}

/** A text being written, kept on the device so that a crash or a closed window loses nothing. */
export function useDraft(key: string): readonly [string, (text: string) => void] {
  const [held, setHeld] = useState(() => ({ key, text: read(key) }));
  // Another key is another draft: it is read in the same breath, not after a wrong one was shown.
  const current = held.key === key ? held : { key, text: read(key) };
  if (current !== held) setHeld(current);
  const change = useCallback(
    (text: string) => {
      setHeld({ key, text });
      write(key, text);
    },
    [key],
  );
  return [current.text, change];
}

/** Forgets every draft of this device: nothing of one person stays for the next. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(window.localStorage)) if (key.startsWith(PREFIX)) window.localStorage.removeItem(key);
  } catch {
    // No storage, no drafts.
  }
}
