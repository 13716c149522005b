import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/** What seals are verified with: anybody may have it. */
export interface SealingKey {
  /** The first 16 hexadecimal digits of the SHA-256 of the key as DER. */
  readonly id: string;
  /** Ed25519, as SubjectPublicKeyInfo in DER, in base64. */
  readonly publicKey: string;
}

/** The keys that an installation signs its seals with, by turns: the newest signs, all verify. */
export interface SealingKeys {
  readonly known: readonly SealingKey[];
  readonly signer: { readonly keyId: string; readonly sign: (bytes: Uint8Array) => Buffer };
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Makes the keys of their seeds (32 bytes each, in hexadecimal), oldest first. */
export function sealingKeysOf(seeds: readonly [string, ...string[]]): SealingKeys {
  const pairs = seeds.map((seed) => {
    const secret = createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' });
    return { secret, open: publicKeyOf(secret) };
  });
  const newest = pairs.at(-1);
  if (newest === undefined) throw new RangeError('seals without a key');
  return {
    known: pairs.map(({ open }) => open),
    signer: { keyId: newest.open.id, sign: (bytes) => sign(null, bytes, newest.secret) },
  };
}

function publicKeyOf(secret: KeyObject): SealingKey {
  const der = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return { id: hash('sha256', der, 'hex').slice(0, 16), publicKey: der.toString('base64') };
}

/** Whether that key signed these bytes. */
export function isSignedBy(key: SealingKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const open = opened.get(key) ?? createPublicKey({ key: Buffer.from(key.publicKey, 'base64'), format: 'der', type: 'spki' });
  opened.set(key, open);
  return verify(null, bytes, open, signature);
}

/** Making a key of its bytes costs as much as verifying with it, and one key signs thousands of seals. */
const opened = new WeakMap<SealingKey, KeyObject>();
