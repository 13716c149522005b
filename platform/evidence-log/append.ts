import type { Insertable, Transaction } from 'kysely';
import { pieces } from '../db/pieces.ts';
import { later } from '../db/pool.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { saltText } from './digests.ts';
import { hashEvent, type HashedEvent } from './event-hash.ts';
import type { EventActor, EvidenceTables } from './evidence.tables.ts';

/** The end of a stream's chain: it stands in the subject's own row, which the writer holds locked. */
export interface StreamEnd {
  readonly seq: number;
  /** Null before the first event. */
  readonly hash: Buffer | null;
}

export interface EventToAppend {
  readonly id: string;
  readonly type: string;
  readonly flow: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly writes: readonly string[];
  /** Codes, ids, numbers, instants: nothing that a person wrote. */
  readonly data: Readonly<Record<string, Json | undefined>>;
  /** What people wrote: stored beside the event with a salt, its digest in the payload. */
  readonly texts: Readonly<Record<string, string>>;
  readonly contactId: string | null;
  readonly visibility: 'shared' | 'internal';
  readonly commitments: readonly string[];
  readonly occurredAt: Instant;
  readonly lateReason: string | null;
}

export interface StreamOwner {
  readonly providerId: string;
  readonly customerId: string | null;
  readonly requestId: string | null;
  readonly actor: EventActor;
  readonly recordedAt: Instant;
  /** Milliseconds by which the clock of the sending device ran ahead; nothing of it is written where it is not known. */
  readonly deviceAhead?: number | undefined;
}

/** Events as they are written, and where their chain ends with them. */
export interface ChainedEvents {
  readonly end: StreamEnd;
  readonly rows: readonly Insertable<EvidenceTables['pledge.event']>[];
  readonly textRows: readonly Insertable<EvidenceTables['pledge.event_text']>[];
}

export interface StreamToAppend {
  readonly kind: string;
  readonly id: string;
  readonly end: StreamEnd;
  readonly events: readonly EventToAppend[];
}

/**
 * Appends events to one stream, in order, and their texts beside them: they go along with the next message of the transaction.
 * Returns the new end of the chain, which the caller stores in the subject's row in the same transaction.
 */
export function appendEvents<Tables extends EvidenceTables>(
  tx: Transaction<Tables>,
  owner: StreamOwner,
  stream: StreamToAppend,
): StreamEnd {
  const chained = chainEvents(owner, stream);
  writeChained(tx, [chained]);
  return chained.end;
}

/** Writes the events of many streams at once: a statement for all of them and not one for each. */
export function writeChained<Tables extends EvidenceTables>(tx: Transaction<Tables>, chained: readonly ChainedEvents[]): void {
  const log = tx as unknown as Transaction<EvidenceTables>;
  for (const part of pieces(chained.flatMap(({ rows }) => rows))) later(tx, log.insertInto('pledge.event').values(part));
  for (const part of pieces(chained.flatMap(({ textRows }) => textRows)))
    later(tx, log.insertInto('pledge.event_text').values(part));
}

/** Chains events to the end of their stream, in order; nothing is written. */
export function chainEvents(owner: StreamOwner, stream: StreamToAppend): ChainedEvents {
  let { seq, hash } = stream.end;
  const rows: Insertable<EvidenceTables['pledge.event']>[] = [];
  const textRows: Insertable<EvidenceTables['pledge.event_text']>[] = [];
  for (const event of stream.events) {
    seq += 1;
    const digests: Record<string, string> = {};
    const texts = event.lateReason === null ? event.texts : { ...event.texts, lateReason: event.lateReason };
    for (const [field, text] of Object.entries(texts)) {
      const { salt, digest } = saltText(text);
      digests[field] = digest;
      textRows.push({
        provider_id: owner.providerId,
        event_id: event.id,
        field,
        salt,
        text,
        customer_id: owner.customerId,
        contact_id: event.contactId,
      });
    }
    // Both are kept as they are hashed.
    const actor = canonicalJson(owner.actor as unknown as Json);
    const payload = canonicalJson({
      data: event.data as Json,
      texts: digests,
      flow: event.flow,
      from: event.from,
      to: event.to,
      writes: event.writes,
      ...(owner.deviceAhead === undefined ? {} : { deviceAhead: owner.deviceAhead }),
    });
    const hashed: HashedEvent = {
      providerId: owner.providerId,
      streamKind: stream.kind,
      streamId: stream.id,
      seq,
      id: event.id,
      type: event.type,
      customerId: owner.customerId,
      requestId: owner.requestId,
      payload: JSON.parse(payload) as Json,
      actor: owner.actor as unknown as Json,
      occurredAt: formatInstant(event.occurredAt),
      recordedAt: formatInstant(owner.recordedAt),
      lateReasonDigest: digests['lateReason'] ?? null,
      commitments: event.commitments,
      visibility: event.visibility,
    };
    const previous = hash;
    hash = hashEvent(previous, hashed);
    rows.push({
      provider_id: owner.providerId,
      id: event.id,
      stream_kind: stream.kind,
      stream_id: stream.id,
      seq,
      type: event.type,
      payload,
      actor,
      customer_id: owner.customerId,
      request_id: owner.requestId,
      occurred_at: hashed.occurredAt,
      recorded_at: hashed.recordedAt,
      late_reason_digest: hashed.lateReasonDigest,
      commitments: [...event.commitments],
      visibility: event.visibility,
      previous_hash: previous,
      hash,
    });
  }
  return { end: { seq, hash }, rows, textRows };
}
