/** What an address asks for by a name, as text; undefined where it asks for nothing by it. */
export function askedText(asked: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = asked[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
