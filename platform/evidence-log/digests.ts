import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 as lower-case hexadecimal. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface SaltedText {
  readonly salt: Buffer;
  readonly digest: string;
}

/** The digest that stands in the evidence for a text; without the salt a short text could be guessed from it. */
export function saltText(text: string): SaltedText {
  const salt = randomBytes(16);
  return { salt, digest: textDigest(salt, text) };
}

export function textDigest(salt: Uint8Array, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}
