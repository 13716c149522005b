import { instant, type Instant } from './instant.ts';

/** What a worker leaves alone for a time, so that one that cannot be done holds up none of the others: a cache that any restart may forget. */
export interface Rests {
  /** Whoever rests at this time. */
  readonly at: (now: Instant) => readonly string[];
  readonly begin: (id: string, now: Instant) => void;
}

/** Nobody looks again for so long. */
const REST_MS = 60_000;

export function openRests(): Rests {
  const until = new Map<string, Instant>();
  return {
    at: (now) => {
      for (const [id, end] of until) if (end <= now) until.delete(id);
      return [...until.keys()];
    },
    begin: (id, now) => void until.set(id, instant(now + REST_MS)),
  };
}
