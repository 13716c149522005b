/** A log read through its map: streamed row by row, gathered by request. */
import type { PlanFinding } from '#centre/plan/plan-diagnostic.schema.ts';
import type { CsvItem, CsvRefused } from '#platform/csv/csv.schema.ts';
import { readCsv } from '#platform/csv/read-csv.ts';
import { unfitCharacter } from '#platform/text/characters.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import { logTable, type LogTable } from './bad-rows.rules.ts';
import { historyOf, type LogContext } from './history.rules.ts';
import type { LoggedRequest, LogReading, LogRow, RowFault } from './history.schema.ts';
import type { LogMap } from './map.schema.ts';
import { checkColumns } from './read-map.ts';

export type ReadLog = LogReading | { readonly refused: CsvRefused } | { readonly findings: readonly PlanFinding[] };

/**
 * Reads a whole log (CSV, packed or not) into histories, and names every row that cannot be read: its request is left out whole.
 * `refused` where the file is no table that can be read to its end, `findings` where the map names columns that it does not have.
 * Memory is bounded by what a file may hold (`CSV_LIMITS`): rows of a request may stand anywhere in it.
 */
export async function readLog(
  source: AsyncIterable<Uint8Array>,
  { map, now }: { readonly map: LogMap; readonly now: Instant },
): Promise<ReadLog> {
  const items = readCsv(source, map);
  const head = await items.next();
  if (head.done === true) throw new Error('a table has a first item');
  if (head.value.kind === 'refused') return { refused: head.value };
  if (head.value.kind === 'badLine') return { refused: { kind: 'refused', line: 1, code: 'notATable' } };
  const { columns, cellsOf } = logTable(head.value.cells);
  const findings = checkColumns(map, columns);
  if (findings.length > 0) return { findings };
  const context: LogContext = { map, columns, places: new Map(columns.map((name, place) => [name, place])), now };
  const gathered = await gather(items, context, cellsOf);
  return 'refused' in gathered ? gathered : told(context, gathered);
}

interface Gathered {
  readonly requests: ReadonlyMap<string, readonly LogRow[]>;
  readonly faults: readonly RowFault[];
  readonly rowCount: number;
}

async function gather(
  items: AsyncIterable<CsvItem>,
  context: LogContext,
  cellsOf: LogTable['cellsOf'],
): Promise<Gathered | { refused: CsvRefused }> {
  const requests = new Map<string, LogRow[]>();
  const faults: RowFault[] = [];
  const place = context.places.get(context.map.id) ?? 0;
  let rowCount = 0;
  for await (const item of items) {
    if (item.kind === 'refused') return { refused: item };
    rowCount += 1;
    if (item.kind === 'badLine') {
      faults.push({ line: item.line, column: null, code: item.code, value: '', externalId: null, cells: [] });
      continue;
    }
    const cells = cellsOf(item.cells);
    const externalId = (cells[place] ?? '').trim();
    const told = { line: item.line, externalId: externalId === '' ? null : externalId, cells };
    const wrong = unfitIn(cells, context.columns);
    if (cells.length !== context.columns.length)
      faults.push({ ...told, column: null, code: 'wrongWidth', value: `${cells.length} / ${context.columns.length}` });
    else if (externalId === '') faults.push({ ...told, column: context.map.id, code: 'idMissing', value: '' });
    else if (wrong !== null) faults.push({ ...told, ...wrong, code: 'unfitCharacter' });
    if (externalId === '') continue;
    const rows = requests.get(externalId) ?? [];
    if (rows.length === 0) requests.set(externalId, rows);
    rows.push({ line: item.line, cells });
  }
  return { requests, faults, rowCount };
}

/** The first cell with a character that can be neither stored nor shown, and which. */
function unfitIn(cells: readonly string[], columns: readonly string[]): { column: string | null; value: string } | null {
  for (const [place, cell] of cells.entries()) {
    const found = unfitCharacter(cell);
    if (found !== null) return { column: columns[place] ?? null, value: found.name };
  }
  return null;
}

function told(context: LogContext, gathered: Gathered): LogReading {
  const faults: RowFault[] = [...gathered.faults];
  const spoilt = new Set(faults.map(({ externalId }) => externalId));
  const histories: LoggedRequest[] = [];
  for (const [externalId, rows] of gathered.requests) {
    if (spoilt.has(externalId)) continue;
    const read = historyOf(context, externalId, rows);
    if ('history' in read) histories.push({ history: read.history, rows });
    else faults.push(...read.faults);
  }
  return { columns: context.columns, rowCount: gathered.rowCount, histories, faults: faults.sort((a, b) => a.line - b.line) };
}
