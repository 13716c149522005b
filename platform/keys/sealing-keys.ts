import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/** What seals are verified with: anybody may have it. */
export interface SealingKey {
  /** The first 16 hexadecimal digits of the SHA-256 of the key as DER. */
  readonly id: string;
  /** Ed25519, as SubjectPublicKeyInfo in DER, in base64. */
  readonly publicKey: string;
}

/** The keys of an installation for its seals: the newest signs, all verify. */
export interface SealingKeys {
  /** Oldest first. */
  readonly known: readonly SealingKey[];
  readonly signer: { readonly keyId: string; readonly sign: (bytes: Uint8Array) => Buffer };
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed of the newest: 32 bytes in hexadecimal */
export function sealingKeysOf(seed: string, before: readonly SealingKey[] = []): SealingKeys {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const newest = sealingKeyOf(der.toString('base64'));
  return { known: [...before, newest], signer: { keyId: newest.id, sign: (bytes) => sign(null, bytes, secret) } };
}

export function sealingKeyOf(publicKey: string): SealingKey {
  return { id: hash('sha256', Buffer.from(publicKey, 'base64'), 'hex').slice(0, 16), publicKey };
}

/** Whether that key signed these bytes. */
export function isSignedBy(key: SealingKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const open = opened.get(key) ?? createPublicKey({ key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki' });
  opened.set(key, open);
  return verify(null, bytes, open, signature);
}

/** Making a key of its bytes costs as much as verifying with it, and one key signs thousands of seals. */
const opened = new WeakMap<SealingKey, KeyObject>();
