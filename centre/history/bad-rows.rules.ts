import type { CsvItem, CsvRefusal, CsvRefused } from '#platform/csv/csv.schema.ts';
import { asItWas, withoutFormula } from '#platform/csv/formulas.rules.ts';
import { unfitCharacter } from '#platform/text/characters.rules.ts';
import type { RowFault } from './history.schema.ts';
import { rowFaultWords } from './row-faults.texts.ts';

/** Columns put beside those of the log. */
const BESIDE = ['pledge:line', 'pledge:column', 'pledge:原因', 'pledge:reason'] as const;

/** Stands where a row has no cell. A row is as short as before until each of these is replaced, or emptied on purpose. */
const LACKING = '（缺） lacking';

/**
 * The rows that were left out as a table, each with the line it stood on and what is wrong with it, in both languages. Nothing in it
 * is taken for a formula by a spreadsheet; `logTable` reads it again.
 */
export function badRowsTable(columns: readonly string[], faults: readonly RowFault[]): string[][] {
  const rows = faults.map((fault) => {
    const { zh, en } = rowFaultWords(fault);
    const filling = fault.code === 'wrongWidth' ? LACKING : '';
    const cells = columns.map((_column, place) => fault.cells[place] ?? filling);
    // What is too much of a row stands behind all columns: nothing of it is lost, and left there it is too much again.
    return [...cells, String(fault.line), fault.column ?? '', zh, en, ...fault.cells.slice(columns.length)];
  });
  return [[...columns, ...BESIDE], ...rows].map((row) => row.map(withoutFormula));
}

export interface LogTable {
  readonly columns: readonly string[];
  /** The cells of a record as the log holds them, in the order of the columns. */
  readonly cellsOf: (record: readonly string[]) => readonly string[];
}

/** A log by its first line: as it stands, or, where it is such a table with its rows mended, as it was before. */
export function logTable(header: readonly string[]): LogTable {
  const columns = header.map((name) => name.trim());
  const beside: readonly string[] = BESIDE;
  if (!columns.some((name) => beside.includes(name))) return { columns, cellsOf: (record) => record };
  const own = (_cell: string, place: number): boolean => !beside.includes(columns[place] ?? '');
  return { columns: columns.filter(own).map(asItWas), cellsOf: (record) => untilLacking(record.filter(own)).map(asItWas) };
}

function untilLacking(cells: readonly string[]): readonly string[] {
  const lacking = cells.indexOf(LACKING);
  return lacking === -1 ? cells : cells.slice(0, lacking);
}

/** The same, or why the first line of a file names no columns. Their names stand beside every cell that is shown later: they hold what a text may. */
export function headOf(first: CsvItem): LogTable | { readonly refused: CsvRefused } {
  const refused = (code: CsvRefusal) => ({ refused: { kind: 'refused', line: 1, code } }) as const;
  if (first.kind === 'refused') return { refused: first };
  if (first.kind === 'badLine') return refused('notATable');
  return first.cells.some((name) => unfitCharacter(name) !== null) ? refused('unfitHeader') : logTable(first.cells);
}
