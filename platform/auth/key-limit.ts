/** So many requests a key may send in a minute through one node; a program that goes on hears when to come again. */
export const KEY_REQUESTS_PER_MINUTE = 600;
const WINDOW_MS = 60_000;

/** Counts requests by key, in memory: a limit that costs no query, and holds for each node by itself. */
export function keyLimit(now: () => number = Date.now): (keyId: string) => number | null {
  const windows = new Map<string, { from: number; count: number }>();
  return (keyId) => {
    const at = now();
    const known = windows.get(keyId);
    const window = known === undefined || at - known.from >= WINDOW_MS ? { from: at, count: 0 } : known;
    window.count += 1;
    windows.set(keyId, window);
    return window.count <= KEY_REQUESTS_PER_MINUTE ? null : Math.ceil((window.from + WINDOW_MS - at) / 1_000);
  };
}
