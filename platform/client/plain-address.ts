/**
 * How a router reads and writes what an address asks for: each value is the text that stands there. Read as what it looks like, `1e5`
 * would be looked for as 100000, and a serial number of twenty digits as another one.
 */
export const plainAddress = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (asked: Readonly<Record<string, unknown>>): string => {
    const said = Object.entries(asked).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
  },
};
