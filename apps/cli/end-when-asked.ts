import { constants } from 'node:os';
import { whenAskedToStop } from '#apps/start/stop-request.ts';
import { giveBackDatabases } from '#platform/db/database.ts';

let isListening = false;
let isOver = false;
let ownEnd: AbortController | undefined;

/**
 * Called before a command opens a database: asked to end (Ctrl-C, SIGTERM, SIGHUP, the end of whoever started it), it gives back what it opened, or
 * an embedded server that nobody else uses would run on, and ends as one that the signal ended: status 130, 143, 129.
 */
export function endWhenAsked(): void {
  if (isListening) return;
  isListening = true;
  void whenAskedToStop().then((by) => (ownEnd === undefined ? end(by) : ownEnd.abort()));
}

/** Whether this process was asked to end and does: what fails from then on fails for want of its database, and is nothing to be told. */
export function isEnding(): boolean {
  return isOver;
}

/** Work that comes to a sound end of its own once it is asked to. */
export async function endingItself<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
  ownEnd = new AbortController();
  try {
    return await work(ownEnd.signal);
  } finally {
    ownEnd = undefined;
  }
}

async function end(by: string): Promise<void> {
  isOver = true;
  await giveBackDatabases();
  process.exit(128 + (constants.signals[by as NodeJS.Signals] ?? constants.signals.SIGTERM));
}
