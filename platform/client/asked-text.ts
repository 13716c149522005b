/**
 * What an address asks for by a name, as text; undefined where it asks for nothing by it. A router reads `20261004` and `true` as what
 * they look like: a number that somebody looks for is text all the same.
 */
export function askedText(asked: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = asked[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
