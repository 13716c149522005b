import { instant, type Instant } from './instant.ts';

/** How long a measured difference stands before it is measured anew. */
const MEASURE_EVERY_MS = 60_000;

export interface DatabaseClock {
  /** The database's time as it is known here. */
  now(): Instant;
  measure(): Promise<void>;
}

/**
 * The database's time for what needs no transaction: the clock of this machine, corrected by the difference that was measured last.
 * Nodes whose clocks differ tell the same time. `ask` asks the database; where it does not answer, what was known stands.
 */
export function databaseClock(ask: () => Promise<number>, own: () => number = Date.now): DatabaseClock {
  let difference = 0;
  let measuredAt = Number.NEGATIVE_INFINITY;
  const measure = async (): Promise<void> => {
    measuredAt = own();
    const told = await ask();
    // Half of the way there and back has passed since it was told.
    difference = told - (measuredAt + own()) / 2;
  };
  return {
    measure,
    now: () => {
      // A clock that was set back tells an age below nothing.
      if (Math.abs(own() - measuredAt) > MEASURE_EVERY_MS) measure().catch(() => undefined);
      return instant(Math.round(own() + difference));
    },
  };
}
