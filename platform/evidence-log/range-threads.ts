import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { nextRange } from './chain-range.store.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';
import type { RangeWork } from './verify.ts';
import type { RangeResult } from './verify-range.ts';

const WORKER = new URL('./range.worker.ts', import.meta.url);
/** While some wait for the database others hash; beyond, connections cost more than they bring. */
const MOST_THREADS = 8;

/** Threads that recompute ranges beside this one, each on a connection of its own, all as of one moment. */
export async function startRangeThreads(snapshot: Snapshot): Promise<RangeWork & { readonly close: () => Promise<void> }> {
  const count = Math.min(availableParallelism() + 1, MOST_THREADS);
  const borders = await openSnapshot(snapshot);
  const threads = Array.from({ length: count }, () => new Worker(WORKER, { workerData: snapshot }));
  await Promise.all(threads.map((thread) => once(thread, 'message')));
  const free = [...threads];
  return {
    atOnce: count,
    next: (after, events) => nextRange(borders.ask, after, events),
    verify: async (range) => {
      const thread = free.pop();
      if (thread === undefined) throw new Error('more ranges at once than threads');
      const answer = answerOf(thread);
      thread.postMessage(range, []);
      const result = await answer;
      free.push(thread);
      return result;
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
      await borders.close();
    },
  };
}

function answerOf(thread: Worker): Promise<RangeResult> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('a thread that verifies ended'));
    thread.once('exit', ended);
    thread.once('error', reject);
    thread.once('message', (result: RangeResult) => {
      thread.removeListener('exit', ended);
      thread.removeListener('error', reject);
      resolve(result);
    });
  });
}
