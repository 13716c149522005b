import { createHash } from 'node:crypto';

/** SHA-256 of the text in UTF-8, lower-case hexadecimal. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The first 64 bits in groups of four, as a footer shows them: `9f3c 71e0 4ad2 b856`. */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}
