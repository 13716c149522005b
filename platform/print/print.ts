import { Worker } from 'node:worker_threads';
import { PrintError } from './print.errors.ts';
import type { PrintRequest } from './print.schema.ts';
import type { PrintAnswer, PrintJob } from './print.worker.ts';

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
  close(): Promise<void>;
};

type Waiting = {
  readonly request: PrintRequest;
  readonly resolve: (pdf: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: PrintError) => void;
};

const QUEUE_MAX = 200;
const TIMEOUT_MS = 30_000;
const IDLE_MS = 300_000;
const TEXT_MAX = 200_000;

const WORKER = new URL('./print.worker.ts', import.meta.url);

/** A printer of its own: one worker thread, started at the first sheet, and a bounded queue before it. */
export function createPrinter(options: PrinterOptions = {}): Printer {
  const { queueMax = QUEUE_MAX, timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS } = options;
  const queue: Waiting[] = [];
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  let closed = false;

  function after(delay: number, act: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
    timer.unref();
  }

  function start(): Worker {
    const started = new Worker(WORKER);
    started.on('message', (answer: PrintAnswer) => {
      if (answer.id !== count || started !== worker) return;
      const done = current;
      current = undefined;
      if (answer.pdf) done?.resolve(answer.pdf);
      else done?.reject(new PrintError('printFailed', answer.failure));
      next();
    });
    started.on('error', (error) => lose(started, new PrintError('printFailed', error.message)));
    started.on('exit', () => lose(started, new PrintError('printFailed', 'the worker ended')));
    return started;
  }

  /** The worker is gone or given up: the sheet it had is refused, the queue goes on with a new one. */
  function lose(lost: Worker, error: PrintError): void {
    if (lost !== worker) return;
    worker = undefined;
    const failed = current;
    current = undefined;
    void lost.terminate();
    failed?.reject(error);
    next();
  }

  function next(): void {
    if (current !== undefined) return;
    current = queue.shift();
    if (current === undefined) {
      const idle = worker;
      idle?.unref();
      if (idle) after(idleMs, () => lose(idle, new PrintError('printerClosed')));
      return;
    }
    worker ??= start();
    const busy = worker;
    busy.ref();
    after(timeoutMs, () => lose(busy, new PrintError('printTimedOut')));
    count += 1;
    const job: PrintJob = { id: count, request: current.request };
    busy.postMessage(job);
  }

  return {
    print(request) {
      if (closed) return Promise.reject(new PrintError('printerClosed'));
      if (queue.length >= queueMax) return Promise.reject(new PrintError('printerBusy'));
      if (textLength(request) > TEXT_MAX) return Promise.reject(new PrintError('printTooLarge'));
      return new Promise((resolve, reject) => {
        queue.push({ request, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const ending = worker;
      worker = undefined;
      for (const waiting of [...(current ? [current] : []), ...queue.splice(0)]) waiting.reject(new PrintError('printerClosed'));
      current = undefined;
      await ending?.terminate();
    },
  };
}

/** Characters of a record's texts, lists included. */
function textLength({ values, voided }: PrintRequest): number {
  const texts = Object.values(values).flatMap((value) => (typeof value === 'object' ? value.flatMap((item) => (typeof item === 'string' ? item : Object.values(item))) : (value ?? '')));
  return texts.reduce((sum, text) => sum + text.length, voided?.reason.length ?? 0);
}

let shared: Printer | undefined;

/** Prints on the process's printer. Takes about ten milliseconds once warm, outside the calling thread. */
export function printForm(request: PrintRequest): Promise<Uint8Array<ArrayBuffer>> {
  shared ??= createPrinter();
  return shared.print(request);
}
