import { stringify } from 'csv-stringify/sync';
import { rowFaultWords, type RowFault } from '#centre/history/index.ts';

/** Columns put beside those of the log; the same in every file, so that it can be read again once they are taken out. */
const BESIDE = ['pledge:line', 'pledge:column', 'pledge:原因', 'pledge:reason'] as const;

/**
 * The rows that were left out as a table, each with the line it stood on and what is wrong with it, in both languages.
 * For a spreadsheet: with a byte-order mark, and nothing in it is taken for a formula.
 */
export function badRowsCsv(columns: readonly string[], faults: readonly RowFault[]): string {
  const rows = faults.map((fault) => {
    const { zh, en } = rowFaultWords(fault);
    const cells = columns.map((_column, place) => fault.cells[place] ?? '');
    return [...cells, String(fault.line), fault.column ?? '', zh, en];
  });
  return stringify([[...columns, ...BESIDE], ...rows], { bom: true, escape_formulas: true });
}
