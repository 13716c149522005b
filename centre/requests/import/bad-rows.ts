import { stringify } from 'csv-stringify/sync';
import { badRowsTable, type RowFault } from '#centre/history/index.ts';

/** The rows that were left out, for a spreadsheet: with a byte-order mark. Mended it is read again as it is. */
export function badRowsCsv(columns: readonly string[], faults: readonly RowFault[]): string {
  return stringify(badRowsTable(columns, faults), { bom: true });
}
