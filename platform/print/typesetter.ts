import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeCompiler as Compiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { Instant } from '#platform/time/instant.ts';
import { chapterShown } from './chapter.rules.ts';
import type { ChapterRequest } from './chapter.schema.ts';
import { fontFolders, loadCoverage } from './fonts.ts';
import { paperOf } from './paper.ts';
import type { PrintRequest } from './print.schema.ts';

const { NodeCompiler } = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler') as {
  NodeCompiler: { create(options: { workspace: string; fontArgs: { fontPaths: string[] }[] }): Compiler };
};

const PAPER = fileURLToPath(new URL('./paper.typ', import.meta.url));
const CHAPTER = fileURLToPath(new URL('./chapter.typ', import.meta.url));

/** Results older than this many sheets are dropped from the compiler's cache. */
const CACHE_AGE = 2;

/** A longer count of sheets may move a line once more; that settles at once. */
const ROUNDS_MAX = 3;

export type SetSheets = { readonly file: Uint8Array<ArrayBuffer>; readonly sheets: number };
export type Typesetter = {
  readonly sheet: (request: PrintRequest) => SetSheets;
  readonly chapter: (request: ChapterRequest) => SetSheets;
};

/** A typesetter with its fonts. Sets synchronously and for milliseconds: it belongs in a worker thread. */
export function createTypesetter(): Typesetter {
  const workspace = dirname(PAPER);
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [...fontFolders] }] });
  const covered = loadCoverage();
  const set = (request: PrintRequest): SetSheets => {
    const { paper, pictures } = paperOf(request, covered);
    for (const { path, png } of pictures.scans) compiler.mapShadow(workspace + path, Buffer.from(png));
    try {
      const texts = { paper: JSON.stringify(paper), qr: pictures.qr, drawings: JSON.stringify(pictures.drawings) };
      let document = compile(compiler, PAPER, { ...texts, sheets: '1' });
      for (let sheets = 1, round = 0; document.numOfPages !== sheets && round < ROUNDS_MAX; round += 1) {
        sheets = document.numOfPages;
        document = compile(compiler, PAPER, { ...texts, sheets: String(sheets) });
      }
      return written(compiler, document, request.createdAt);
    } finally {
      for (const { path } of pictures.scans) compiler.unmapShadow(workspace + path);
      compiler.evictCache(CACHE_AGE);
    }
  };
  return {
    sheet: (request) => {
      const named = withoutScans(request);
      if (named === undefined) return set(request);
      try {
        return set(request);
      } catch {
        return set(named);
      }
    },
    chapter: ({ chapter, createdAt }) => {
      try {
        const document = compile(compiler, CHAPTER, { chapter: JSON.stringify(chapterShown(chapter, covered)) });
        return written(compiler, document, createdAt);
      } finally {
        compiler.evictCache(CACHE_AGE);
      }
    },
  };
}

function written(compiler: Compiler, document: NodeTypstDocument, createdAt: Instant): SetSheets {
  const pdf = compiler.pdf(document, { pdfStandard: 'a-2u', creationTimestamp: Math.floor(createdAt / 1000) });
  return { file: new Uint8Array(pdf), sheets: document.numOfPages };
}

function compile(compiler: Compiler, template: string, inputs: Record<string, string>): NodeTypstDocument {
  const compiled = compiler.compile({ mainFilePath: template, inputs });
  if (compiled.result === null)
    throw new Error(`the sheet could not be set: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
  return compiled.result;
}

/** The request with the names in place of scanned signatures: a picture that cannot be read must not keep a record from being printed. Undefined when it has none. */
function withoutScans(request: PrintRequest): PrintRequest | undefined {
  const signatures = Object.entries(request.signatures ?? {});
  if (!signatures.some(([, { drawing }]) => drawing && 'png' in drawing)) return undefined;
  const named = signatures.map(
    ([field, { drawing, ...rest }]) => [field, drawing && 'strokes' in drawing ? { ...rest, drawing } : rest] as const,
  );
  return { ...request, signatures: Object.fromEntries(named) };
}
