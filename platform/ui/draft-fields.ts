import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
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

function written(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}

/** The fields of a form being filled in, kept on the device like a text being written. `undefined` forgets a field, `null`
 * all of them. The draft is undefined where nothing is kept. `times` counts how often all were forgotten: as the key of what holds
 * something of its own, such as a file on its way, it lets that go as well. */
export function useDraftFields(
  key: string,
  initial: Fields,
): readonly [
  fields: Fields,
  change: (changed: Fields | null) => void,
  draft: { readonly restored: boolean } | undefined,
  times: number,
] {
  const [times, setTimes] = useState(0);
  const [text, setText, restored] = useDraft(key);
  const kept = useMemo(() => readFields(text), [text]);
  const fields = useMemo(() => ({ ...initial, ...kept }), [initial, kept]);
  // What is written while an upload is under way is not undone by its answer: changes meet in one place, not in a closure.
  const latest = useRef(kept);
  useLayoutEffect(() => {
    latest.current = kept;
  }, [kept]);
  const change = useCallback(
    (changed: Fields | null) => {
      if (changed === null) setTimes((before) => before + 1);
      latest.current = changed === null ? undefined : written({ ...latest.current, ...changed });
      setText(latest.current === undefined ? '' : JSON.stringify(latest.current));
    },
    [setText],
  );
  return [fields, change, kept === undefined ? undefined : { restored }, times];
}
