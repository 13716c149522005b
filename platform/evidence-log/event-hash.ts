import { createHash, hash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical.ts';

/** What the hash of an event covers, in the spelling it is hashed in. */
export interface HashedEvent {
  readonly providerId: string;
  readonly streamKind: string;
  readonly streamId: string;
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  /** Whose it is and what it belongs to: who may read it is part of what happened. */
  readonly customerId: string | null;
  readonly requestId: string | null;
  readonly payload: Json;
  readonly actor: Json;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly lateReasonDigest: string | null;
  readonly commitments: readonly string[];
  readonly visibility: string;
}

/** SHA-256 over the hash before it in the stream and the event's canonical JSON. */
export function hashEvent(previous: Uint8Array | null, event: HashedEvent): Buffer {
  return hashCanonical(previous, canonicalJson(event as unknown as Json));
}

/** Where an event is put together to be hashed at one stroke, which is quicker than by parts. */
const SCRATCH = Buffer.allocUnsafe(64 * 1024);
/** A character takes so many bytes at most. */
const MOST_BYTES = 3;

/** The same where the event stands in its canonical spelling already. */
export function hashCanonical(previous: Uint8Array | null, event: string): Buffer {
  const before = previous?.length ?? 0;
  if (before + event.length * MOST_BYTES > SCRATCH.length)
    return createHash('sha256')
      .update(previous ?? '')
      .update(event, 'utf8')
      .digest();
  if (previous !== null) SCRATCH.set(previous);
  return hash('sha256', SCRATCH.subarray(0, before + SCRATCH.write(event, before, 'utf8')), 'buffer');
}
