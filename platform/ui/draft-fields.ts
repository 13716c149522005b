import { useCallback, useMemo } from 'react';
import { useDraft } from './draft.ts';

type Fields = Readonly<Record<string, unknown>>;

function readFields(text: string): Fields | undefined {
  if (text === '') return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields of a form being filled in, kept on the device like a text being written. `null` forgets them. */
export function useDraftFields(key: string, initial: Fields): readonly [Fields, (changed: Fields | null) => void, boolean] {
  const [text, setText] = useDraft(key);
  const kept = useMemo(() => readFields(text), [text]);
  const fields = useMemo(() => ({ ...initial, ...kept }), [initial, kept]);
  const change = useCallback(
    (changed: Fields | null) => setText(changed === null ? '' : JSON.stringify({ ...kept, ...changed })),
    [kept, setText],
  );
  return [fields, change, kept !== undefined];
}
