/** What so many workers, each doing one piece of work after the other, got done. */
export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds a piece of work took. */
  /** Of the quickest tenth the slowest: what the work itself takes, whatever else runs on the machine. */
  readonly p10: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

/** Runs `work` in so many loops at once: first to warm up, then for the measured time. Work that fails ends the measurement. */
export async function underLoad(
  options: { workers: number; warmUpMs: number; measureMs: number },
  work: (worker: number) => Promise<void>,
): Promise<LoadResult> {
  await loops(options.workers, options.warmUpMs, work);
  const took = await loops(options.workers, options.measureMs, work);
  const sorted = took.durations.sort((a, b) => a - b);
  return {
    perSecond: sorted.length / (took.elapsedMs / 1000),
    p10: share(sorted, 0.1),
    p50: share(sorted, 0.5),
    p99: share(sorted, 0.99),
    count: sorted.length,
  };
}

async function loops(
  workers: number,
  forMs: number,
  work: (worker: number) => Promise<void>,
): Promise<{ durations: number[]; elapsedMs: number }> {
  const durations: number[] = [];
  const began = performance.now();
  const until = began + forMs;
  await Promise.all(
    Array.from({ length: workers }, async (_unused, worker) => {
      for (let from = performance.now(); from < until; from = performance.now()) {
        await work(worker);
        durations.push(performance.now() - from);
      }
    }),
  );
  return { durations, elapsedMs: performance.now() - began };
}

function share(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
