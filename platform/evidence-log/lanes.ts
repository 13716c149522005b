import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Links } from './links.store.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';
import { rangeVerifier, type RangeResult, type VerifyRange } from './verify-range.ts';

const WORKER = new URL('./range.worker.ts', import.meta.url);
/** Beyond, connections cost more than they bring. */
const MOST_THREADS = 8;
/** A thread holds a portion of events and little else: what is left of it is cleared away early. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 };
/** While one portion is gone through, the server reads others for this thread: with one alone it waits at times. */
const ON_THIS_THREAD = 4;

/** What a thread is given. */
export interface LaneData {
  readonly snapshot: Snapshot;
  readonly links: Links;
}

/** Whoever opened them closes them. */
export interface Lanes {
  /** Each on a connection of its own. */
  readonly lanes: readonly VerifyRange[];
  readonly close: () => Promise<void>;
}

/**
 * How many threads are worth beginning beside this one: for each that spells and hashes the server has about as much to do, and it takes a
 * processor too. On two processors there is none to spare.
 */
export function threadsBeside(): number {
  return Math.min(Math.floor(availableParallelism() / 2) - 1, MOST_THREADS);
}

/** Lanes of one moment: those of this thread, which are ready, and one for each thread beside it, ready as soon as the thread has begun. */
export async function openLanes(snapshot: Snapshot, links: Links, threads: number): Promise<Lanes> {
  const workerData: LaneData = { snapshot, links };
  const readers = await openReaders(snapshot);
  const workers = Array.from({ length: threads }, () => new Worker(WORKER, { workerData, resourceLimits: LIMITS }));
  return {
    lanes: [...readers.map((reader) => rangeVerifier(reader, links)), ...workers.map(laneOf)],
    close: async () => {
      await Promise.all([...readers.map(({ close }) => close()), ...workers.map((worker) => worker.terminate())]);
    },
  };
}

/** All of them, or none: a server that has no more connections to give gets back those that it gave. */
async function openReaders(snapshot: Snapshot): Promise<Awaited<ReturnType<typeof openSnapshot>>[]> {
  const opened = await Promise.allSettled(Array.from({ length: ON_THIS_THREAD }, () => openSnapshot(snapshot)));
  const readers = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = opened.find((one) => one.status === 'rejected');
  if (failed === undefined) return readers;
  await Promise.all(readers.map(({ close }) => close()));
  throw failed.reason;
}

function laneOf(worker: Worker): VerifyRange {
  const ready = answerOf(worker);
  // Asked for with the first range; until then nobody listens.
  ready.catch(() => undefined);
  return async (range) => {
    await ready;
    const answer = answerOf(worker);
    worker.postMessage(range, []);
    return answer as Promise<RangeResult>;
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
