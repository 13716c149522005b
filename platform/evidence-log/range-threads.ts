import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { EventRange } from './event-range.store.ts';
import type { Snapshot } from './snapshot.ts';
import type { RangeResult } from './verify-range.ts';

const WORKER = new URL('./range.worker.ts', import.meta.url);
/** Beyond, connections cost more than they bring. */
const MOST_THREADS = 8;
/** A thread holds a portion of events and little else: what is left of it is cleared away early. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 };

/** Verifies a range in a thread. */
export type VerifyInThread = (range: EventRange) => Promise<RangeResult>;

/**
 * Threads beside this one, each on a connection of its own, all as of one moment; never more than there are ranges. The functions verify a range
 * each at a time, as soon as their thread has begun. Whoever started them closes them.
 */
export function startRangeThreads(snapshot: Snapshot, ranges: number): { threads: VerifyInThread[]; close: () => Promise<void> } {
  const workers = Array.from(
    { length: Math.min(availableParallelism(), MOST_THREADS, ranges) },
    () => new Worker(WORKER, { workerData: snapshot, resourceLimits: LIMITS }),
  );
  const threads = workers.map((worker): VerifyInThread => {
    const ready = answerOf(worker);
    // Asked for with the first range; until then nobody listens.
    ready.catch(() => undefined);
    return async (range) => {
      await ready;
      const answer = answerOf(worker);
      worker.postMessage(range, []);
      return answer as Promise<RangeResult>;
    };
  });
  return {
    threads,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function answerOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('a thread that verifies ended'));
    worker.once('exit', ended);
    worker.once('error', reject);
    worker.once('message', (result: unknown) => {
      worker.removeListener('exit', ended);
      worker.removeListener('error', reject);
      resolve(result);
    });
  });
}
