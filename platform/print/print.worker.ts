import { parentPort } from 'node:worker_threads';
import type { PrintRequest } from './print.schema.ts';
import { createTypesetter } from './typesetter.ts';

/** What the printer asks of its worker, and what it answers; one sheet at a time. */
export type PrintJob = { readonly id: number; readonly as: 'pdf' | 'word'; readonly request: PrintRequest };
/** The file, and on how many sheets it prints; a DOCX is laid out by who opens it and tells none. */
export type PrintMade = { readonly file: Uint8Array<ArrayBuffer>; readonly sheets: number };
export type PrintAnswer = { readonly id: number; readonly made?: PrintMade; readonly failure?: string };

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');

const typeset = createTypesetter();

port.on('message', (job: PrintJob) => {
  void answerTo(job).then((answer) => port.postMessage(answer, answer.made ? [answer.made.file.buffer] : []));
});

async function answerTo({ id, as, request }: PrintJob): Promise<PrintAnswer> {
  try {
    if (as === 'word') {
      // Read when it is first asked for: most sheets leave as PDF.
      const { wordOf } = await import('./word/word.ts');
      return { id, made: { file: await wordOf(request), sheets: 0 } };
    }
    const { pdf, sheets } = typeset(request);
    return { id, made: { file: pdf, sheets } };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
