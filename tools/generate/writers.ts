import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Portion, Sources, Written } from './write-portion.ts';

const WORKER = new URL('./write.worker.ts', import.meta.url);

/** Threads that write portions: hashing is most of the work, and the database needs a processor too. */
export interface Writers {
  readonly count: number;
  /** Portions are handed out in turn, and each thread answers in the order in which it was asked. */
  readonly write: (portion: Portion) => Promise<Written>;
  readonly close: () => Promise<void>;
}

/** The young generation of a thread: what a portion leaves behind is gone before it is moved. */
const YOUNG_MB = 64;

export function startWriters(sources: Sources): Writers {
  const threads = Array.from({ length: Math.max(1, availableParallelism() - 1) }, () => {
    const worker = new Worker(WORKER, { workerData: sources, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    // Each of its portions asks for the next answer behind those that were asked for before.
    let last: Promise<unknown> = Promise.resolve();
    return {
      worker,
      write: (portion: Portion): Promise<Written> => {
        const answer = last.then(() => {
          worker.postMessage(portion, []);
          return once(worker, 'message');
        });
        last = answer;
        return answer.then(([written]) => written as Written);
      },
    };
  });
  let turn = 0;
  return {
    count: threads.length,
    write: (portion) => {
      const thread = threads[turn++ % threads.length];
      if (thread === undefined) throw new Error('no thread to write');
      const written = thread.write(portion);
      // Asked for later, in order; until then nobody listens.
      written.catch(() => undefined);
      return written;
    },
    close: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  };
}
