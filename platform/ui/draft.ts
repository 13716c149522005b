import { useCallback, useEffect, useState } from 'react';
import { readDraft, readyDrafts, writeDraft } from './draft-store.ts';

/** A text being written: what it is, how it is changed, and whether it was found here and not written just now. */
export type Draft = readonly [text: string, change: (text: string) => void, restored: boolean];

/** A text being written, kept on the device so that a crash or a closed window loses nothing. */
export function useDraft(key: string): Draft {
  const [held, setHeld] = useState(() => found(key));
  // Another key is another draft: it is read in the same breath, not after a wrong one was shown.
  const current = held.key === key ? held : found(key);
  if (current !== held) setHeld(current);
  const change = useCallback(
    (text: string) => {
      setHeld((before) => ({ key, text, restored: before.key === key && before.restored && text !== '' }));
      writeDraft(key, text);
    },
    [key],
  );
  return [current.text, change, current.restored];
}

function found(key: string): { readonly key: string; readonly text: string; readonly restored: boolean } {
  const text = readDraft(key);
  return { key, text, restored: text !== '' };
}

/** Whether the drafts of whoever is signed in can be read; nothing that is written in is shown before. */
export function useDraftsReady(personId: string | undefined): boolean {
  const [readyFor, setReadyFor] = useState<string | undefined>();
  useEffect(() => {
    if (personId !== undefined) void readyDrafts(personId).then(() => setReadyFor(personId));
  }, [personId]);
  return personId !== undefined && readyFor === personId;
}
