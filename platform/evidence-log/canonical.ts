export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One spelling for each value: keys sorted by code unit, no spaces, no undefined members.
 * Two programs that agree on a value agree on its bytes, and so on its hash (after RFC 8785).
 */
export function canonicalJson(value: Json | undefined): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('a number without a JSON form');
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  let members = '';
  for (const key of inOrder(Object.keys(value))) {
    const member = value[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** What needs no escape in JSON, as nearly all keys, codes, ids and instants do not: asking costs less than writing it anew. */
const PLAIN = /^[\w.:+-]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** By code unit. Most are in order as they come. */
function inOrder(keys: string[]): string[] {
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] ?? '') > (keys[at] ?? '')) return keys.sort();
  return keys;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
