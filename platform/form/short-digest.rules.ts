/** The first 64 bits in groups of four, as a foot shows them: `9f3c 71e0 4ad2 b856`. */
export function shortDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
}
