import type { Words } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { HistoryField } from './map.schema.ts';

/** What a row of a log means for the clocks of its request. */
export interface HistoryEvent {
  /** A name that clocks know, or `pause`, `resume`, `cancel`. */
  readonly event: string;
  readonly at: Instant;
  /** Of `pause` and `resume` the cause that clocks ask for; of `cancel` who called it off. */
  readonly reason: string | null;
}

/** One row of a log as its map reads it. */
export interface HistoryRow {
  readonly at: Instant;
  readonly kind: string;
  readonly severity: string | null;
  readonly means: readonly HistoryEvent[];
  /** Where it stands in the request's own `LogRow`s. */
  readonly place: number;
}

/** A request of a log with its rows in the order of their times. */
export interface RequestHistory {
  readonly externalId: string;
  readonly rows: readonly HistoryRow[];
  /** By the last row; null where the map says nothing of states. */
  readonly state: string | null;
  readonly unit: string | null;
  readonly fields: Readonly<Partial<Record<HistoryField, string>>>;
}

export const ROW_FAULTS = [
  'strayQuote',
  'undecodable',
  'unfitCharacter',
  'wrongWidth',
  'idMissing',
  'idTooLong',
  'invalidTimestamp',
  'timestampWithoutOffset',
  'missingHour',
  'occurredInFuture',
  'occurredTooEarly',
  'notMapped',
  'noState',
  'unknownSite',
  'unknownChannel',
  'tooManyRows',
  'refused',
] as const;
export type RowFaultCode = (typeof ROW_FAULTS)[number];

/** Why a request of a log is left out: the row, the column and what stands there. */
export interface RowFault {
  /** From 1; the header's line is 1. */
  readonly line: number;
  readonly column: string | null;
  readonly code: RowFaultCode;
  readonly value: string;
  /** Whose row it is; null where the row does not tell. */
  readonly externalId: string | null;
  /** The row itself; nothing where it could not be told apart. */
  readonly cells: readonly string[];
  /** What a command said to the whole request, where that is why. */
  readonly words?: Words;
}

/** A row as it was read: its cells in the order of the columns. */
export interface LogRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A log told apart into requests. */
export interface LogReading {
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly histories: readonly LoggedRequest[];
  readonly faults: readonly RowFault[];
}

/** A history with where its rows stand in the file: the lines are for people and no part of what is imported. */
export interface LoggedRequest {
  readonly history: RequestHistory;
  readonly rows: readonly LogRow[];
}
