import type { Log } from '#platform/log/log.ts';

/** What a worker does again and again; `again` asks for another round at once. Once `stop` is aborted no further piece is begun. */
export type Task = (stop: AbortSignal) => Promise<{ readonly again: boolean }>;

type Took = (about: { task: string; seconds: number; failed: boolean }) => void;

export interface Worker {
  readonly stop: () => Promise<void>;
}

/** Between two looks; a deadline is recorded at most so late while nothing is down. */
const LOOK_EVERY_MS = 500;
const AFTER_FAULT_MS = 1_000;

/**
 * Runs each task in a loop of its own, so that a slow mail server holds up no clock. A fault is logged and tried again:
 * what a task had not committed is found at its next look.
 */
export function startWorker(options: {
  tasks: Readonly<Record<string, Task>>;
  log: Log;
  /** Told of every look. */
  took?: Took;
  /** Nothing is looked at before. */
  after?: Promise<void> | undefined;
}): Worker {
  const stopping = new AbortController();
  const { log, took = () => undefined } = options;
  const aborted = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  const loops = Object.entries(options.tasks).map(async ([name, task]) => {
    await Promise.race([options.after, aborted]);
    await loop(name, task, { log, took, signal: stopping.signal });
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function loop(name: string, task: Task, about: { log: Log; took: Took; signal: AbortSignal }): Promise<void> {
  while (!about.signal.aborted) {
    let wait = LOOK_EVERY_MS;
    let failed = false;
    const began = performance.now();
    try {
      if ((await task(about.signal)).again) wait = 0;
    } catch (error) {
      wait = AFTER_FAULT_MS;
      failed = true;
      about.log({ level: 'error', event: 'taskFailed', task: name, error });
    }
    about.took({ task: name, seconds: (performance.now() - began) / 1000, failed });
    await pause(wait, about.signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
