import { setTimeout as delay } from 'node:timers/promises';

/** Far beyond the bar; what is not back by then never will be. */
export const PATIENCE_MS = 90_000;

/** Settles once the product answers there that it is ready. */
export async function untilReady(base: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const ready = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.status === 200,
      () => false,
    );
    if (ready) return;
    await delay(20);
  }
  throw new Error(`the product did not answer again within ${PATIENCE_MS / 1000} s`);
}
