import type { FieldValue, ListItem } from '#platform/form/definition.schema.ts';
import { chapterTexts } from './chapter.rules.ts';
import type { ChapterRequest } from './chapter.schema.ts';
import { openThread, ThreadError, type ThreadOptions } from '../thread/thread.ts';
import { PrintError, type PrintFailure } from './print.errors.ts';
import type { PrintRequest } from './print.schema.ts';
import type { PrintMade, PrintWork } from './print.worker.ts';

/** `queueMax`: sheets that may wait, one more is refused with `printerBusy`; `timeoutMs`: one that takes longer is given up with `printTimedOut`. */
export type PrinterOptions = ThreadOptions;

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

const TEXT_MAX = 200_000;
const WORKER = new URL('./print.worker.ts', import.meta.url);
const FAILURES = {
  threadBusy: 'printerBusy',
  threadTimedOut: 'printTimedOut',
  threadFailed: 'printFailed',
  threadClosed: 'printerClosed',
} as const satisfies Record<ThreadError['code'], PrintFailure>;

/** A printer of its own: one worker thread, started at the first sheet, and a bounded queue before it. */
export function createPrinter(options: PrinterOptions = {}): Printer {
  const thread = openThread<PrintWork, PrintMade>(WORKER, options);
  const make = async (work: PrintWork): Promise<PrintMade> => {
    if (textLength(work) > TEXT_MAX) throw new PrintError('printTooLarge');
    return thread.ask(work).catch((error: unknown) => {
      throw error instanceof ThreadError ? new PrintError(FAILURES[error.code], error.detail) : error;
    });
  };
  return {
    print: async (request) => (await make({ request, as: 'pdf' })).file,
    sheets: async (request) => (await make({ request, as: 'pdf' })).sheets,
    word: async (request) => (await make({ request, as: 'word' })).file,
    chapter: async (request, as) => (await make({ request, as: as === 'pdf' ? 'chapterPdf' : 'chapterWord' })).file,
    close: () => thread.close(),
  };
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
