const KEPT_AT = 'pledge.reloadedAt';
const AGAIN_AFTER_MS = 30_000;
const ASK_AGAIN_MS = 1_000;

/** When this page was last loaded anew for that reason; storage may be forbidden. */
function lastReload(): number {
  try {
    return Number(window.sessionStorage.getItem(KEPT_AT) ?? 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Until the server is there: a page that is loaded anew while nobody answers is gone. */
async function untilServed(): Promise<void> {
  const isServed = () =>
    fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isServed())) await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
}

async function loadAnew(): Promise<void> {
  await untilServed();
  window.sessionStorage.setItem(KEPT_AT, String(performance.timeOrigin + performance.now()));
  window.location.reload();
}

/**
 * A page that was opened before the product was renewed asks for parts that are no longer there. It is loaded anew, once:
 * what was being written is kept on the device. So it is where the server was away, as soon as that is back. A part that is still missing
 * then is a fault, and is told as one.
 */
export function reloadWhenStale(): void {
  let isWaiting = false;
  window.addEventListener('vite:preloadError', (event) => {
    const now = performance.timeOrigin + performance.now();
    if (!isWaiting && now - lastReload() < AGAIN_AFTER_MS) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    void loadAnew();
  });
}
