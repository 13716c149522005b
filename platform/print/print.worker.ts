import { answering } from '../thread/answering.ts';
import type { ChapterRequest } from './chapter.schema.ts';
import type { PrintRequest } from './print.schema.ts';
import { createTypesetter } from './typesetter.ts';

/** What the printer asks of its worker, and what it answers; one sheet at a time. */
export type PrintWork =
  | { readonly as: 'pdf' | 'word'; readonly request: PrintRequest }
  | { readonly as: 'chapterPdf' | 'chapterWord'; readonly request: ChapterRequest };
/** The file, and on how many sheets it prints; a DOCX is laid out by who opens it and tells none. */
export type PrintMade = { readonly file: Uint8Array<ArrayBuffer>; readonly sheets: number };

const typeset = createTypesetter();

answering<PrintWork, PrintMade>(make, ({ file }) => [file.buffer]);

async function make(work: PrintWork): Promise<PrintMade> {
  switch (work.as) {
    case 'pdf':
      return typeset.sheet(work.request);
    case 'chapterPdf':
      return typeset.chapter(work.request);
    // What writes DOCX is read when it is first asked for: most sheets leave as PDF.
    case 'word':
      return { file: await (await import('./word/word.ts')).wordOf(work.request), sheets: 0 };
    case 'chapterWord':
      return { file: await (await import('./word/word-chapter.ts')).wordOfChapter(work.request), sheets: 0 };
  }
}
