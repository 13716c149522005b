import type { Transaction } from 'kysely';
import type { SealingKey } from '../keys/sealing-keys.ts';
import type { HashedEvent } from './event-hash.ts';
import type { EvidenceTables } from './evidence.tables.ts';
import { merkleTree, rootOfPath } from './merkle.ts';
import { digestOfSeal, isSealSigned, lineOfSeal } from './seal.ts';
import { sealReaching, type SealingPlace } from './seals.store.ts';
import { hashedOf, hashHolds, type StoredEvent } from './stored-event.ts';

/** What shows that an event stood in the evidence, as it is, when its seal was made. Hashes and digests are lower-case hexadecimal. */
export interface EventProof {
  readonly id: string;
  readonly stream: { readonly kind: string; readonly id: string };
  readonly seq: number;
  readonly previousHash: string | null;
  readonly hash: string;
  /** What the hash covers behind the one before it, spelled as canonical JSON; null where the caller may not read it. */
  readonly event: HashedEvent | null;
  /** Null while the event waits for its seal. */
  readonly seal: SealProof | null;
  /** Whether all of it holds, as far as it is sealed. */
  readonly holds: boolean;
}

export interface SealProof {
  /** The seal in the line whose SHA-256 is its digest. */
  readonly line: string;
  readonly digest: string;
  readonly number: number;
  readonly sealedAt: string;
  /** Of the event among those of the seal, from 0; null where its hash is none of those that were sealed. */
  readonly place: number | null;
  /** The neighbours on the way to the root, lowest first. */
  readonly path: readonly string[];
  /** What the signature is verified with: Ed25519 in DER, base64; null where this installation does not know the key. */
  readonly publicKey: string | null;
}

/** Puts the proof of one event together and tries it. */
export async function proofOf(
  tx: Transaction<EvidenceTables>,
  event: StoredEvent & Pick<SealingPlace, 'era' | 'xid'>,
  about: { readonly keys: readonly SealingKey[]; readonly withContent: boolean },
): Promise<EventProof> {
  const sealed = await sealProof(tx, event, about.keys);
  return {
    id: event.id,
    stream: { kind: event.stream_kind, id: event.stream_id },
    seq: event.seq,
    previousHash: event.previous_hash?.toString('hex') ?? null,
    hash: event.hash.toString('hex'),
    event: about.withContent ? hashedOf(event) : null,
    seal: sealed?.proof ?? null,
    holds: hashHolds(event) && (sealed === null || sealed.holds),
  };
}

async function sealProof(
  tx: Transaction<EvidenceTables>,
  event: StoredEvent & Pick<SealingPlace, 'era' | 'xid'>,
  keys: readonly SealingKey[],
): Promise<{ proof: SealProof; holds: boolean } | null> {
  const reaching = await sealReaching(tx, event);
  if (reaching === null) return null;
  const { seal, leaves } = reaching;
  const found = leaves.findIndex((leaf) => leaf.equals(event.hash));
  const place = found === -1 ? null : found;
  const path = place === null ? [] : merkleTree(leaves).path(place);
  const root = place === null ? null : rootOfPath({ leaf: event.hash, place, size: seal.events }, path);
  return {
    proof: {
      line: lineOfSeal(seal),
      digest: digestOfSeal(seal),
      number: seal.number,
      sealedAt: seal.sealedAt,
      place,
      path: path.map((node) => node.toString('hex')),
      publicKey: keys.find(({ id }) => id === seal.keyId)?.publicKey ?? null,
    },
    holds: root?.toString('hex') === seal.root && isSealSigned(seal, keys),
  };
}
