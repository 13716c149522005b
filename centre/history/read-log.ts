/** A log read through its map: streamed row by row, gathered by request. */
import type { PlanFinding } from '#centre/plan/plan-diagnostic.schema.ts';
import type { CsvItem, CsvRefused } from '#platform/csv/csv.schema.ts';
import { readCsv } from '#platform/csv/read-csv.ts';
import { unfitCharacter } from '#platform/text/characters.rules.ts';
import type { Instant } from '#platform/time/instant.ts';
import { headOf, type LogTable } from './bad-rows.rules.ts';
import { historyOf, type LogContext } from './history.rules.ts';
import type { LoggedRequest, LogReading, LogRow, RowFault } from './history.schema.ts';
import type { LogMap } from './map.schema.ts';
import { checkColumns, namedColumns } from './read-map.ts';

export type ReadLog = LogReading | { readonly refused: CsvRefused } | { readonly findings: readonly PlanFinding[] };

/** A log told apart into requests whose rows are not yet read: they are read one request after the other, as often as they are asked for. */
export interface GatheredLog {
  /** Those whose cells are kept, in their order. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly requestCount: number;
  /** Rows of which no map can make anything. */
  readonly faults: readonly RowFault[];
  /** Each request as its map reads it, or all that is wrong with it; those left out by `faults` do not come. */
  readonly requests: () => Iterable<LoggedRequest | { readonly faults: readonly RowFault[] }>;
}

interface LogReader {
  readonly map: LogMap;
  readonly now: Instant;
  /** `named`: only cells of columns that the map names are kept. For who needs no words of the rows. */
  readonly keep?: 'all' | 'named';
}

/**
 * Reads a whole log (CSV, packed or not) into histories, and names every row that cannot be read: its request is left out whole.
 * `refused` where the file is no table that can be read to its end, `findings` where the map names columns that it does not have.
 * `each` hears of every request that is read; it may take its time.
 */
export async function readLog(
  source: AsyncIterable<Uint8Array>,
  reader: Omit<LogReader, 'keep'> & { readonly each?: (() => Promise<void>) | undefined },
): Promise<ReadLog> {
  const gathered = await gatherLog(source, reader);
  if (!('requests' in gathered)) return gathered;
  const faults = [...gathered.faults];
  const histories: LoggedRequest[] = [];
  for (const read of gathered.requests()) {
    if ('history' in read) histories.push(read);
    else faults.push(...read.faults);
    await reader.each?.();
  }
  const { columns, rowCount } = gathered;
  return { columns, rowCount, histories, faults: faults.sort((a, b) => a.line - b.line) };
}

/**
 * The same, streamed into rows by request and no further. Memory is bounded by what a file may hold (`CSV_LIMITS`): rows of a request may
 * stand anywhere in it.
 */
export async function gatherLog(
  source: AsyncIterable<Uint8Array>,
  reader: LogReader,
): Promise<GatheredLog | Exclude<ReadLog, LogReading>> {
  const { map, now, keep = 'all' } = reader;
  const items = readCsv(source, map);
  const head = await items.next();
  if (head.done === true) throw new Error('a table has a first item');
  const table = headOf(head.value);
  if ('refused' in table) return table;
  const findings = checkColumns(map, table.columns);
  if (findings.length > 0) return { findings };
  const once = eachTextOnce();
  const kept: LogTable =
    keep === 'all'
      ? { columns: table.columns, cellsOf: (cells) => cells.map(once) }
      : namedCells(map, { columns: table.columns, once });
  const context: LogContext = { map, columns: kept.columns, places: placesOf(kept.columns), now };
  const gathered = await gather(items, { map, table, keptOf: kept.cellsOf });
  return 'refused' in gathered ? gathered : toldApart(context, gathered);
}

function placesOf(columns: readonly string[]): Map<string, number> {
  return new Map(columns.map((name, place) => [name, place]));
}

/** Different texts that are looked out for, so that each is held once: times are all different and would fill any table. */
const TEXTS_AT_MOST = 20_000;

/** A log says the same few words over and over: they are held once, however many rows there are. */
function eachTextOnce(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known === undefined && texts.size < TEXTS_AT_MOST) texts.set(text, text);
    return known ?? text;
  };
}

function namedCells(
  map: LogMap,
  { columns, once }: { readonly columns: readonly string[]; readonly once: (text: string) => string },
): LogTable {
  const named = new Set(namedColumns(map).map(({ column }) => column));
  const places = columns.flatMap((column, place) => (named.has(column) ? [place] : []));
  return {
    columns: places.map((place) => columns[place] ?? ''),
    cellsOf: (cells) => places.map((place) => once(cells[place] ?? '')),
  };
}

interface Gathered {
  readonly requests: ReadonlyMap<string, readonly LogRow[]>;
  readonly faults: readonly RowFault[];
  readonly rowCount: number;
}

async function gather(
  items: AsyncIterable<CsvItem>,
  { map, table, keptOf }: { readonly map: LogMap; readonly table: LogTable; readonly keptOf: LogTable['cellsOf'] },
): Promise<Gathered | { refused: CsvRefused }> {
  const requests = new Map<string, LogRow[]>();
  const faults: RowFault[] = [];
  const { columns } = table;
  const place = columns.indexOf(map.id);
  // A row that cannot be told apart may still say whose it is; its request is not read without it.
  const idOf = (cells: readonly string[]): string | null => {
    const id = (table.cellsOf(cells)[place] ?? '').trim();
    return id === '' || id.includes('\uFFFD') ? null : id;
  };
  let rowCount = 0;
  for await (const item of items) {
    if (item.kind === 'refused') return { refused: item };
    rowCount += 1;
    if (item.kind === 'badLine') {
      faults.push({ line: item.line, column: null, code: item.code, value: '', externalId: idOf(item.cells), cells: [] });
      continue;
    }
    const whole = table.cellsOf(item.cells);
    const cells = keptOf(whole);
    const externalId = (whole[place] ?? '').trim();
    const told = { line: item.line, externalId: externalId === '' ? null : externalId, cells };
    const wrong = unfitIn(whole, columns);
    if (whole.length !== columns.length)
      faults.push({ ...told, column: null, code: 'wrongWidth', value: `${whole.length} / ${columns.length}` });
    else if (externalId === '') faults.push({ ...told, column: map.id, code: 'idMissing', value: '' });
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

function toldApart(context: LogContext, { requests, faults, rowCount }: Gathered): GatheredLog {
  const spoilt = new Set(faults.map(({ externalId }) => externalId));
  return {
    columns: context.columns,
    rowCount,
    requestCount: requests.size,
    faults,
    requests: function* () {
      for (const [externalId, rows] of requests) {
        if (spoilt.has(externalId)) continue;
        const read = historyOf(context, externalId, rows);
        yield 'history' in read ? { history: read.history, rows } : read;
      }
    },
  };
}
