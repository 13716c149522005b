import { Worker } from 'node:worker_threads';
import type { FieldValue, ListItem } from '#platform/form/definition.schema.ts';
import { chapterTexts } from './chapter.rules.ts';
import type { ChapterRequest } from './chapter.schema.ts';
import { PrintError } from './print.errors.ts';
import type { PrintRequest } from './print.schema.ts';
import type { PrintAnswer, PrintJob, PrintMade, PrintWork } from './print.worker.ts';

export type PrinterOptions = {
  /** Sheets that may wait; one more is refused with `printerBusy`. */
  readonly queueMax?: number;
  /** A record that takes longer is given up with `printTimedOut` and the worker is replaced. */
  readonly timeoutMs?: number;
  /** An idle worker ends after this time and gives its fonts' memory back. */
  readonly idleMs?: number;
};

export type Printer = {
  /** The record as PDF/A-2u. The same request gives the same bytes. Rejects with a {@link PrintError}. */
  print(request: PrintRequest): Promise<Uint8Array<ArrayBuffer>>;
  /** How many sheets it prints on, the attached ones included. Rejects alike. */
  sheets(request: PrintRequest): Promise<number>;
  /** The record as DOCX. Rejects alike. */
  word(request: PrintRequest): Promise<Uint8Array<ArrayBuffer>>;
  /** A chapter as PDF/A-2u, or as DOCX. Rejects alike. */
  chapter(request: ChapterRequest, as: 'pdf' | 'word'): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
};

type Waiting = {
  readonly work: PrintWork;
  readonly resolve: (made: PrintMade) => void;
  readonly reject: (error: PrintError) => void;
};

const QUEUE_MAX = 200;
const TIMEOUT_MS = 30_000;
const IDLE_MS = 300_000;
const TEXT_MAX = 200_000;

const WORKER = new URL('./print.worker.ts', import.meta.url);

/** A printer at work: what waits, what is being set, and the thread that sets it. */
type State = {
  readonly limits: Required<PrinterOptions>;
  readonly queue: Waiting[];
  worker?: Worker | undefined;
  current?: Waiting | undefined;
  timer?: NodeJS.Timeout;
  /** Number of the job sent last; an answer to an older one is not awaited any more. */
  count: number;
  closed: boolean;
};

/** A printer of its own: one worker thread, started at the first sheet, and a bounded queue before it. */
export function createPrinter(options: PrinterOptions = {}): Printer {
  const limits = { queueMax: QUEUE_MAX, timeoutMs: TIMEOUT_MS, idleMs: IDLE_MS, ...options };
  const state: State = { limits, queue: [], count: 0, closed: false };
  return {
    print: async (request) => (await enqueue(state, { request, as: 'pdf' })).file,
    sheets: async (request) => (await enqueue(state, { request, as: 'pdf' })).sheets,
    word: async (request) => (await enqueue(state, { request, as: 'word' })).file,
    chapter: async (request, as) => (await enqueue(state, { request, as: as === 'pdf' ? 'chapterPdf' : 'chapterWord' })).file,
    close: () => close(state),
  };
}

function enqueue(state: State, work: PrintWork): Promise<PrintMade> {
  if (state.closed) return Promise.reject(new PrintError('printerClosed'));
  if (state.queue.length >= state.limits.queueMax) return Promise.reject(new PrintError('printerBusy'));
  if (textLength(work) > TEXT_MAX) return Promise.reject(new PrintError('printTooLarge'));
  return new Promise((resolve, reject) => {
    state.queue.push({ work, resolve, reject });
    next(state);
  });
}

function next(state: State): void {
  if (state.current !== undefined) return;
  state.current = state.queue.shift();
  if (state.current === undefined) {
    rest(state);
    return;
  }
  state.worker ??= start(state);
  const busy = state.worker;
  busy.ref();
  after(state, state.limits.timeoutMs, () => lose(state, busy, new PrintError('printTimedOut')));
  state.count += 1;
  const job: PrintJob = { id: state.count, work: state.current.work };
  busy.postMessage(job, []);
}

/** Nothing to print: the thread keeps nobody from ending, and ends itself after a while. */
function rest(state: State): void {
  const idle = state.worker;
  if (idle === undefined) return;
  idle.unref();
  after(state, state.limits.idleMs, () => lose(state, idle, new PrintError('printerClosed')));
}

function start(state: State): Worker {
  const worker = new Worker(WORKER);
  worker.on('message', (answer: PrintAnswer) => {
    if (answer.id !== state.count || worker !== state.worker) return;
    const done = state.current;
    state.current = undefined;
    if (answer.made) done?.resolve(answer.made);
    else done?.reject(new PrintError('printFailed', answer.failure));
    next(state);
  });
  worker.on('error', (error) => lose(state, worker, new PrintError('printFailed', String(error))));
  worker.on('exit', () => lose(state, worker, new PrintError('printFailed', 'the worker ended')));
  return worker;
}

/** The worker is gone or given up: the sheet it had is refused, the queue goes on with a new one. */
function lose(state: State, lost: Worker, error: PrintError): void {
  if (lost !== state.worker) return;
  const failed = state.current;
  state.worker = undefined;
  state.current = undefined;
  void lost.terminate();
  failed?.reject(error);
  next(state);
}

function after(state: State, delay: number, act: () => void): void {
  clearTimeout(state.timer);
  state.timer = setTimeout(act, delay);
  state.timer.unref();
}

async function close(state: State): Promise<void> {
  const ending = state.worker;
  const waiting = [...(state.current ? [state.current] : []), ...state.queue.splice(0)];
  clearTimeout(state.timer);
  state.closed = true;
  state.worker = undefined;
  state.current = undefined;
  for (const { reject } of waiting) reject(new PrintError('printerClosed'));
  await ending?.terminate();
}

/** Characters of all texts, lists included. */
function textLength({ request }: PrintWork): number {
  if ('chapter' in request) return chapterTexts(request.chapter).reduce((sum, text) => sum + text.length, 0);
  const { values, voided } = request;
  const lengthOf = (value: FieldValue | ListItem): number => {
    if (typeof value === 'string') return value.length;
    return Object.values(value).reduce((sum: number, part: string | ListItem) => sum + lengthOf(part), 0);
  };
  return Object.values(values).reduce(
    (sum: number, value) => sum + (value === undefined ? 0 : lengthOf(value)),
    voided?.reason.length ?? 0,
  );
}

let shared: Printer | undefined;

/** The process's own printer. It takes about ten milliseconds for a sheet once warm, as PDF or DOCX, outside the calling thread. */
export function housePrinter(): Printer {
  shared ??= createPrinter();
  return shared;
}
