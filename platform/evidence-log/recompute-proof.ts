import { canonicalJson, type Json } from './canonical.ts';
import { sidesOfPath } from './merkle-path.ts';

/** What is recomputed of a proof, as `GET /api/events/ID/proof` gives it: see `EventProof`. Hashes are lower-case hexadecimal. */
export interface ProofToRecompute {
  readonly previousHash: string | null;
  readonly hash: string;
  readonly event: unknown;
  readonly seal: {
    readonly line: string;
    readonly digest: string;
    readonly place: number | null;
    readonly path: readonly string[];
    readonly publicKey: string | null;
  } | null;
}

/** What a seal says, where its line can be read. */
export interface SealSaid {
  readonly root: string;
  readonly events: number;
  readonly keyId: string;
}

export interface RecomputedProof {
  /** That the hash is of what the event says and of the hash before it; null where what it says is not shown. */
  readonly content: boolean | null;
  /** That the hash is one of those under the root of the seal, and the digest that of the seal; null while there is no seal. */
  readonly path: boolean | null;
  /** That the seal was signed with the key that it names; null without a seal or its key, or where the browser knows no Ed25519. */
  readonly signature: boolean | null;
  readonly said: SealSaid | null;
}

/**
 * Recomputes a proof with what every browser has: nothing that the server says of itself is believed. Of which key it was, the reader has to
 * be told by another way.
 */
export async function recomputeProof(proof: ProofToRecompute, subtle: SubtleCrypto): Promise<RecomputedProof> {
  const { seal } = proof;
  const said = seal === null ? null : saidBy(seal.line);
  return {
    content: proof.event === null ? null : (await contentHash(proof, subtle)) === proof.hash,
    path: seal === null ? null : said !== null && (await reachesRoot(proof.hash, { seal, said }, subtle)),
    signature: seal === null ? null : said !== null && (await isSigned(seal, said, subtle)),
    said,
  };
}

type Sealed = NonNullable<ProofToRecompute['seal']>;

function contentHash({ previousHash, event }: ProofToRecompute, subtle: SubtleCrypto): Promise<string> {
  return sha256(subtle, previousHash === null ? new Uint8Array() : bytesOf(previousHash), encoded(canonicalJson(event as Json)));
}

const [LEAF, NODE] = [Uint8Array.of(0), Uint8Array.of(1)];

async function reachesRoot(
  hash: string,
  { seal, said }: { readonly seal: Sealed; readonly said: SealSaid },
  subtle: SubtleCrypto,
): Promise<boolean> {
  const { place, path, line, digest } = seal;
  const sides = place === null ? null : sidesOfPath({ place, size: said.events }, path.length);
  if (sides === null || (await sha256(subtle, encoded(line))) !== digest) return false;
  let found = await sha256(subtle, LEAF, bytesOf(hash));
  for (const [at, neighbour] of path.entries()) {
    const [left, right] = sides[at] === 'left' ? [neighbour, found] : [found, neighbour];
    found = await sha256(subtle, NODE, bytesOf(left), bytesOf(right));
  }
  return found === said.root;
}

async function isSigned({ line, publicKey }: Sealed, { keyId }: SealSaid, subtle: SubtleCrypto): Promise<boolean | null> {
  if (publicKey === null) return null;
  const { signature, ...statement } = JSON.parse(line) as Record<string, Json>;
  if (typeof signature !== 'string') return false;
  const key = Uint8Array.from(atob(publicKey), (one) => one.charCodeAt(0));
  // A key is called by the beginning of its digest.
  if ((await sha256(subtle, key)).slice(0, keyId.length) !== keyId || keyId.length < KEY_ID_LENGTH) return false;
  const opened = await subtle.importKey('spki', key, 'Ed25519', false, ['verify']).catch(() => null);
  if (opened === null) return null;
  return subtle.verify('Ed25519', opened, bytesOf(signature), encoded(canonicalJson(statement)));
}

const KEY_ID_LENGTH = 16;

function saidBy(line: string): SealSaid | null {
  try {
    const { root, events, keyId } = JSON.parse(line) as Record<string, unknown>;
    return typeof root === 'string' && typeof events === 'number' && typeof keyId === 'string' ? { root, events, keyId } : null;
  } catch {
    return null;
  }
}

async function sha256(subtle: SubtleCrypto, ...parts: readonly Uint8Array[]): Promise<string> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', whole));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hexadecimal: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hexadecimal.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
