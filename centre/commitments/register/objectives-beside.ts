import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { ObjectiveStanding } from './objective-standing.schema.ts';

/** A table of which every row can be told again. */
export type CountedTable = Extract<keyof Tables, `pledge.${string}`>;

/** For which projects and months: as the register asks, null for all of them. */
export interface StandingsAsked {
  readonly projectIds: readonly string[] | null;
  /** First day of a month, `YYYY-MM-DD`. */
  readonly from: string | null;
  /** Local date of the plan's zone. */
  readonly today: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** An instant: as it stood then; null for now. */
  readonly until: string | null;
}

/**
 * What the desk of quality keeps and tells beside the register: it stands above this desk and is handed in where the house is put together.
 * What requests count for is told anew in the transaction that takes their marks, so both are behind the events by the same moment.
 */
export interface ObjectivesBeside {
  /** Tells anew what these requests count for. */
  readonly keep: (tx: Transaction<Tables>, requests: readonly string[]) => Promise<void>;
  /** Where that is kept: empty when everything is counted anew. */
  readonly kept: readonly CountedTable[];
  /** How each measured objective stands, by its name in the plan. */
  readonly standings: (tx: Transaction<Tables>, asked: StandingsAsked) => Promise<ReadonlyMap<string, ObjectiveStanding>>;
}
