const KEPT_AT = 'pledge.reloadedAt';
const AGAIN_AFTER_MS = 30_000;

/** When this page was last loaded anew for that reason; storage may be forbidden. */
function lastReload(): number {
  try {
    return Number(window.sessionStorage.getItem(KEPT_AT) ?? 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * A page that was opened before the product was renewed asks for parts that are no longer there. It is loaded anew, once:
 * what was being written is kept on the device. A part that is still missing then is a fault, and is told as one.
 */
export function reloadWhenStale(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const now = performance.timeOrigin + performance.now();
    if (now - lastReload() < AGAIN_AFTER_MS) return;
    event.preventDefault();
    window.sessionStorage.setItem(KEPT_AT, String(now));
    window.location.reload();
  });
}
