import type { PaperCell, PaperRow } from '../paper.schema.ts';

const LINE_MM = 5.8;
const BODY_MM = 3.7;
const LEAST: Readonly<Record<PaperCell['kind'], number>> = {
  label: 8,
  banner: 8,
  entry: 8,
  ticks: 8,
  line: 9,
  signature: 11.5,
  tall: 12,
};

/** Lines that a text takes: a Chinese character is an em wide, a Latin one about half of it. */
function lines(text: string, widthMm: number): number {
  const perLine = Math.max(1, Math.floor(widthMm / BODY_MM));
  const ems = (line: string): number => [...line].reduce((sum, sign) => sum + (sign < '\u0100' ? 0.55 : 1), 0);
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(ems(line) / perLine)), 0);
}

function textOf(cell: PaperCell): string {
  if (cell.kind === 'tall') return `${cell.label}\n${cell.text}`;
  if (cell.kind === 'entry') return cell.prefix + cell.text;
  return cell.kind === 'label' ? cell.text.replace('（', '\n（') : '';
}

function needOf(cell: PaperCell, widthMm: number): number {
  const least = cell.kind === 'tall' ? cell.minHeightMm : LEAST[cell.kind];
  const text = textOf(cell);
  return text === '' ? least : Math.max(least, lines(text, widthMm - (cell.kind === 'label' ? 0.8 : 3.6)) * LINE_MM + 2);
}

/**
 * How high each row is at least, in millimetres: what the first sheet has left goes to the rows for writing, by their height,
 * as on the sheet that is printed. Where the texts need more than a sheet nothing is left, and the rows go on to the next one.
 */
export function rowHeights(
  rows: readonly PaperRow[],
  sheet: { readonly heightMm: number; readonly columnsMm: readonly number[] },
): readonly number[] {
  const needs = rows.map((row) => {
    let at = 0;
    const cells = row.cells.map((cell) => {
      const width = sheet.columnsMm.slice(at, at + cell.span).reduce((sum, column) => sum + column, 0);
      at += cell.span;
      return needOf(cell, width);
    });
    return Math.max(...cells);
  });
  const room = Math.max(0, sheet.heightMm - needs.reduce((sum, need) => sum + need, 0));
  const weights = rows.map((row, index) => (row.cells.some(({ kind }) => kind === 'tall') ? (needs[index] ?? 0) : 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return needs.map((need, index) => need + (all === 0 ? 0 : (room * (weights[index] ?? 0)) / all));
}
