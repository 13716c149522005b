import { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadJob } from './answering.ts';

export interface ThreadOptions {
  /** What may wait; one more is refused with `threadBusy`. */
  readonly queueMax?: number;
  /** What takes longer is given up with `threadTimedOut`, and the thread is replaced. */
  readonly timeoutMs?: number;
  /** An idle thread ends after this time and gives its memory back. */
  readonly idleMs?: number;
}

export class ThreadError extends Error {
  readonly code: 'threadBusy' | 'threadTimedOut' | 'threadFailed' | 'threadClosed';
  readonly detail: string;

  constructor(code: ThreadError['code'], detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'ThreadError';
    this.code = code;
    this.detail = detail;
  }
}

/** Long work beside the request thread, one after the other. */
export interface Thread<Work, Made> {
  /** Rejects with a {@link ThreadError}. */
  ask(work: Work): Promise<Made>;
  close(): Promise<void>;
}

interface Waiting<Work, Made> {
  readonly work: Work;
  readonly resolve: (made: Made) => void;
  readonly reject: (error: ThreadError) => void;
}

const QUEUE_MAX = 200;
const TIMEOUT_MS = 30_000;
const IDLE_MS = 300_000;

/** A thread at work: what waits, what is being made, and the worker that makes it. */
interface State<Work, Made> {
  readonly module: URL;
  readonly limits: Required<ThreadOptions>;
  readonly queue: Waiting<Work, Made>[];
  worker?: Worker | undefined;
  current?: Waiting<Work, Made> | undefined;
  timer?: NodeJS.Timeout;
  /** Number of the job sent last; an answer to an older one is not awaited any more. */
  count: number;
  closed: boolean;
}

/** A worker thread of the module, which answers by `answering`; started at the first work, with a bounded queue before it. */
export function openThread<Work, Made>(module: URL, options: ThreadOptions = {}): Thread<Work, Made> {
  const limits = { queueMax: QUEUE_MAX, timeoutMs: TIMEOUT_MS, idleMs: IDLE_MS, ...options };
  const state: State<Work, Made> = { module, limits, queue: [], count: 0, closed: false };
  return { ask: (work) => enqueue(state, work), close: () => close(state) };
}

function enqueue<Work, Made>(state: State<Work, Made>, work: Work): Promise<Made> {
  if (state.closed) return Promise.reject(new ThreadError('threadClosed'));
  if (state.queue.length >= state.limits.queueMax) return Promise.reject(new ThreadError('threadBusy'));
  return new Promise((resolve, reject) => {
    state.queue.push({ work, resolve, reject });
    next(state);
  });
}

function next<Work, Made>(state: State<Work, Made>): void {
  if (state.current !== undefined) return;
  state.current = state.queue.shift();
  if (state.current === undefined) {
    rest(state);
    return;
  }
  state.worker ??= start(state);
  const busy = state.worker;
  busy.ref();
  after(state, state.limits.timeoutMs, () => lose(state, busy, new ThreadError('threadTimedOut')));
  state.count += 1;
  const job: ThreadJob<Work> = { id: state.count, work: state.current.work };
  busy.postMessage(job, []);
}

/** Nothing to do: the thread keeps nobody from ending, and ends itself after a while. */
function rest<Work, Made>(state: State<Work, Made>): void {
  const idle = state.worker;
  if (idle === undefined) return;
  idle.unref();
  after(state, state.limits.idleMs, () => lose(state, idle, new ThreadError('threadClosed')));
}

function start<Work, Made>(state: State<Work, Made>): Worker {
  const worker = new Worker(state.module);
  worker.on('message', (answer: ThreadAnswer<Made>) => {
    if (answer.id !== state.count || worker !== state.worker) return;
    const done = state.current;
    state.current = undefined;
    if ('made' in answer) done?.resolve(answer.made);
    else done?.reject(new ThreadError('threadFailed', answer.failure));
    next(state);
  });
  worker.on('error', (error) => lose(state, worker, new ThreadError('threadFailed', String(error))));
  worker.on('exit', () => lose(state, worker, new ThreadError('threadFailed', 'the worker ended')));
  return worker;
}

/** The worker is gone or given up: what it had is refused, the queue goes on with a new one. */
function lose<Work, Made>(state: State<Work, Made>, lost: Worker, error: ThreadError): void {
  if (lost !== state.worker) return;
  const failed = state.current;
  state.worker = undefined;
  state.current = undefined;
  void lost.terminate();
  failed?.reject(error);
  next(state);
}

function after<Work, Made>(state: State<Work, Made>, delay: number, act: () => void): void {
  clearTimeout(state.timer);
  state.timer = setTimeout(act, delay);
  state.timer.unref();
}

async function close<Work, Made>(state: State<Work, Made>): Promise<void> {
  const ending = state.worker;
  const waiting = [...(state.current ? [state.current] : []), ...state.queue.splice(0)];
  clearTimeout(state.timer);
  state.closed = true;
  state.worker = undefined;
  state.current = undefined;
  for (const { reject } of waiting) reject(new ThreadError('threadClosed'));
  await ending?.terminate();
}
