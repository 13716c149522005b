import type { Chapter, ChapterBlock } from './chapter.schema.ts';
import { breakable, printable } from './printable.rules.ts';

/** Every text of a chapter, in order. */
export function chapterTexts({ title, mark = '', facts, blocks, foot }: Chapter): string[] {
  return [title, mark, foot, ...facts.flat(), ...blocks.flatMap(textsOf)];
}

function textsOf(block: ChapterBlock): string[] {
  if (block.kind !== 'table') return [block.text];
  return [...block.columns.map(({ name }) => name), ...block.rows.flatMap(({ cells }) => cells)];
}

/** The chapter with texts that the face can draw and that break where there is no room. */
export function chapterShown(chapter: Chapter, covered: (codePoint: number) => boolean): Chapter {
  const show = (text: string): string => breakable(printable(text, covered));
  return {
    ...chapter,
    title: show(chapter.title),
    ...(chapter.mark === undefined ? {} : { mark: show(chapter.mark) }),
    facts: chapter.facts.map(([label, text]) => [show(label), show(text)]),
    foot: show(chapter.foot),
    blocks: chapter.blocks.map((block) =>
      block.kind === 'table'
        ? {
            ...block,
            columns: block.columns.map((column) => ({ ...column, name: show(column.name) })),
            rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(show) })),
          }
        : { ...block, text: show(block.text) },
    ),
  };
}
