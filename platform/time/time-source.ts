import type { Instant } from './instant.ts';

/**
 * Where the time of a command comes from. The product has one: the database's clock, told once per transaction.
 * Only a test replaces it, at assembly; nothing in a started product can.
 */
export interface TimeSource {
  /** `databaseNow`: what the database's clock said as the transaction began, epoch milliseconds. */
  now(databaseNow: Instant): Instant;
}

export const databaseTime: TimeSource = { now: (databaseNow) => databaseNow };
