import { isSignedBy, type SealingKey, type SealingKeys } from '../keys/sealing-keys.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { sha256 } from './digests.ts';

/** What a seal says. Digests, roots and signatures are lower-case hexadecimal. */
export interface SealStatement {
  /** Of this spelling. */
  readonly seal: 1;
  readonly providerId: string;
  /** From 1, without a gap. */
  readonly number: number;
  /** ISO 8601 in UTC. */
  readonly sealedAt: string;
  /** How many events it covers, and all seals up to it. */
  readonly events: number;
  readonly total: number;
  /** Of the Merkle tree over the hashes of the events. */
  readonly root: string;
  /** Digest of the seal before it; null for the first. */
  readonly previous: string | null;
  readonly keyId: string;
}

export interface Seal extends SealStatement {
  /** Ed25519 over the canonical JSON of the statement. */
  readonly signature: string;
}

export function signSeal(statement: Omit<SealStatement, 'seal' | 'keyId'>, signer: SealingKeys['signer']): Seal {
  const whole: SealStatement = { seal: 1, ...statement, keyId: signer.keyId };
  return { ...whole, signature: signer.sign(Buffer.from(spelled(whole))).toString('hex') };
}

/** A seal in one line, as it is written off the machine; its digest is the SHA-256 of the line without its end. */
export function lineOfSeal(seal: Seal): string {
  return canonicalJson(seal as unknown as Json);
}

export function digestOfSeal(seal: Seal): string {
  return sha256(lineOfSeal(seal));
}

/** Whether one of these keys signed what the seal says. */
export function isSealSigned({ signature, ...statement }: Seal, keys: readonly SealingKey[]): boolean {
  const key = keys.find(({ id }) => id === statement.keyId);
  return key !== undefined && isSignedBy(key, Buffer.from(spelled(statement)), Buffer.from(signature, 'hex'));
}

function spelled(statement: SealStatement): string {
  return canonicalJson(statement as unknown as Json);
}
