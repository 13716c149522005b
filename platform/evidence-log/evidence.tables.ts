import type { ColumnType } from 'kysely';

/** An instant: read as epoch milliseconds, written as ISO 8601 with offset. */
type At = ColumnType<number, string, string>;
type JsonOf<T> = ColumnType<T, string, string>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;

export interface EventTable {
  provider_id: string;
  id: string;
  stream_kind: string;
  stream_id: string;
  seq: number;
  type: string;
  payload: JsonOf<EventPayload>;
  actor: JsonOf<EventActor>;
  customer_id: string | null;
  request_id: string | null;
  occurred_at: At;
  recorded_at: At;
  late_reason_digest: string | null;
  commitments: string[];
  visibility: WithDefault<'shared' | 'internal'>;
  /** The writer's transaction, and whose transaction ids these are: both are the server's to say. */
  xid: ColumnType<string, never, never>;
  era: ColumnType<number, never, never>;
  previous_hash: Buffer | null;
  hash: Buffer;
}
/** Codes, ids, numbers and instants; of each text its salted digest. */
export interface EventPayload {
  data: Record<string, unknown>;
  texts: Record<string, string>;
  flow: string | null;
  from: string | null;
  to: string | null;
  writes: string[];
}
export interface EventActor {
  kind: string;
  id: string | null;
  /** The operating-system user of a command-line command; nobody else is named in the evidence. */
  operator?: string;
}

/** A seal: {@link file://./seal.ts} says what it states. */
export interface SealTable {
  provider_id: string;
  number: number;
  sealed_at: At;
  events: number;
  total: number;
  root: Buffer;
  previous: Buffer | null;
  last_era: number;
  last_xid: string;
  last_event: string;
  leaves: Buffer;
  key_id: string;
  signature: Buffer;
}

export interface EvidenceTables {
  'pledge.event': EventTable;
  'pledge.seal': SealTable;
  'pledge.sealing_key_change': {
    provider_id: string;
    id: string;
    key_id: string;
    previous_key_id: string;
    told_at: At;
    seq: number;
    last_hash: Buffer;
  };
  'pledge.event_text': {
    provider_id: string;
    event_id: string;
    field: string;
    salt: Buffer | null;
    text: string | null;
    customer_id: string | null;
    contact_id: string | null;
    erased_at: ColumnType<number | null, string | null | undefined, string | null>;
    erased_under: string | null | undefined;
  };
}
