import { formatInstant, type Instant } from '../time/instant.ts';
import { hashEvent, type HashedEvent } from './event-hash.ts';
import type { Json } from './canonical.ts';

/** An event as its row gives it: what its hash covers, and the two hashes. */
export interface StoredEvent {
  readonly provider_id: string;
  readonly customer_id: string | null;
  readonly request_id: string | null;
  readonly id: string;
  readonly stream_kind: string;
  readonly stream_id: string;
  readonly seq: number;
  readonly type: string;
  readonly payload: Json & { readonly texts?: Readonly<Record<string, string>> };
  readonly actor: Json;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly late_reason_digest: string | null;
  readonly commitments: readonly string[];
  readonly visibility: string;
  readonly previous_hash: Buffer | null;
  readonly hash: Buffer;
}

/** The columns of a stored event. */
export const STORED_EVENT_COLUMNS = [
  'provider_id',
  'customer_id',
  'request_id',
  'id',
  'stream_kind',
  'stream_id',
  'seq',
  'type',
  'payload',
  'actor',
  'occurred_at',
  'recorded_at',
  'late_reason_digest',
  'commitments',
  'visibility',
  'previous_hash',
  'hash',
] as const satisfies readonly (keyof StoredEvent)[];

/** What the hash of a stored event must cover. */
export function hashedOf(row: StoredEvent): HashedEvent {
  return {
    providerId: row.provider_id,
    streamKind: row.stream_kind,
    streamId: row.stream_id,
    seq: row.seq,
    id: row.id,
    type: row.type,
    customerId: row.customer_id,
    requestId: row.request_id,
    payload: row.payload,
    actor: row.actor,
    occurredAt: formatInstant(row.occurred_at as Instant),
    recordedAt: formatInstant(row.recorded_at as Instant),
    lateReasonDigest: row.late_reason_digest,
    commitments: row.commitments,
    visibility: row.visibility,
  };
}

/** Whether the event is what its hash was taken of. */
export function hashHolds(row: StoredEvent): boolean {
  return hashEvent(row.previous_hash, hashedOf(row)).equals(row.hash);
}
