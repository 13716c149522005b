import { useEffect, useState } from 'react';
import { readDraft } from './draft-store.ts';

/** Where a window keeps a draft that several windows of one person may write at once. */
export interface DraftPlace {
  /** The key of the draft. */
  readonly key: string;
  /** Whether another window holds the place that this one would have had. */
  readonly isBeside: boolean;
}

/** More windows than anybody writes in at once. */
const MOST_WINDOWS = 20;

/**
 * A place of its own for each window, held as long as the page stands: what is written in one window neither appears in another nor
 * is written over there. A draft that no window holds any more, after a crash, comes first. Undefined until a place is found.
 */
export function useDraftPlace(name: string): DraftPlace | undefined {
  const [place, setPlace] = useState<DraftPlace>();
  useEffect(() => {
    const left = new AbortController();
    const take = async () => {
      const taken = await takePlace(placesOf(name), left.signal);
      if (!left.signal.aborted) setPlace(taken);
    };
    void take();
    return () => left.abort();
  }, [name]);
  return place;
}

function placesOf(name: string): readonly string[] {
  const all = Array.from({ length: MOST_WINDOWS }, (_place, at) => (at === 0 ? name : `${name}.${at + 1}`));
  return all.toSorted((one, other) => Number(readDraft(other) !== '') - Number(readDraft(one) !== ''));
}

async function takePlace(places: readonly string[], left: AbortSignal): Promise<DraftPlace> {
  const [first = ''] = places;
  for (const key of places) if (await isTaken(key, left)) return { key, isBeside: key !== first };
  return { key: first, isBeside: true };
}

/** Takes it unless another window holds it. A browser without locks keeps one draft for all its windows. */
function isTaken(key: string, left: AbortSignal): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((answer) => {
    const untilLeft = () => new Promise<void>((over) => left.addEventListener('abort', () => over()));
    navigator.locks
      .request(`pledge.draft.${key}`, { ifAvailable: true }, async (lock) => {
        answer(lock !== null);
        if (lock !== null && !left.aborted) await untilLeft();
      })
      .catch(() => answer(true));
  });
}
