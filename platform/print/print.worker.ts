import { parentPort } from 'node:worker_threads';
import type { PrintRequest } from './print.schema.ts';
import { createTypesetter, type SetSheets } from './typesetter.ts';

/** What the printer asks of its worker, and what it answers; one sheet at a time. */
export type PrintJob = { readonly id: number; readonly request: PrintRequest };
export type PrintAnswer = { readonly id: number; readonly set?: SetSheets; readonly failure?: string };

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');

const typeset = createTypesetter();

port.on('message', ({ id, request }: PrintJob) => {
  const answer = answerTo(id, request);
  port.postMessage(answer, answer.set ? [answer.set.pdf.buffer] : []);
});

function answerTo(id: number, request: PrintRequest): PrintAnswer {
  try {
    return { id, set: typeset(request) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
