/** The head of a log: its columns with values that stand in them. */
import { readCsv } from '#platform/csv/read-csv.ts';
import type { CsvFormat, CsvRefused } from '#platform/csv/csv.schema.ts';
import type { LogSample } from './log-sample.schema.ts';
import { cut } from '#platform/text/characters.rules.ts';
import { headOf } from './bad-rows.rules.ts';

const ROWS_AT_MOST = 3_000;
const VALUES_AT_MOST = 40;
const VALUE_SHOWN = 200;
/** UTF-8 first: what is no UTF-8 is most often what Chinese office programs write. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads so much of a log as shows what its columns hold. Encoding and delimiter are told from the header where they are not asked for.
 * `open` gives the bytes from the beginning, as often as it is asked.
 */
export async function sampleLog(
  open: () => Promise<AsyncIterable<Uint8Array>>,
  asked: Partial<CsvFormat> = {},
): Promise<LogSample | { readonly refused: CsvRefused }> {
  const format = await formatOf(open, asked);
  const items = readCsv(await open(), format);
  const head = await items.next();
  if (head.done === true) throw new Error('a table has a first item');
  const table = headOf(head.value);
  if ('refused' in table) return table;
  const { columns: names, cellsOf } = table;
  const met = names.map(() => new Set<string>());
  let rows = 0;
  for await (const item of items) {
    if (item.kind === 'refused') return { refused: item };
    rows += 1;
    if (item.kind === 'row') {
      const cells = cellsOf(item.cells);
      for (const [place, values] of met.entries()) {
        const cell = cells[place] ?? '';
        if (cell.trim() !== '' && values.size <= VALUES_AT_MOST) values.add(cut(cell, VALUE_SHOWN));
      }
    }
    if (rows === ROWS_AT_MOST) break;
  }
  const columns = names.map((name, place) => {
    const values = [...(met[place] ?? [])];
    return { name, values: values.slice(0, VALUES_AT_MOST), more: values.length > VALUES_AT_MOST };
  });
  return { ...format, columns, rows };
}

/** The first encoding in which the header can be read, and the delimiter that tells the most columns apart. */
async function formatOf(open: () => Promise<AsyncIterable<Uint8Array>>, asked: Partial<CsvFormat>): Promise<CsvFormat> {
  const usual: CsvFormat = { encoding: asked.encoding ?? ENCODINGS[0], delimiter: asked.delimiter ?? DELIMITERS[0] };
  let best = { format: usual, columns: 0 };
  for (const encoding of asked.encoding === undefined ? ENCODINGS : [asked.encoding]) {
    for (const delimiter of asked.delimiter === undefined ? DELIMITERS : [asked.delimiter]) {
      const items = readCsv(await open(), { encoding, delimiter });
      const head = await items.next();
      await items.return(undefined);
      const columns = head.done !== true && head.value.kind === 'row' ? head.value.cells.length : 0;
      if (columns > best.columns) best = { format: { encoding, delimiter }, columns };
    }
    if (best.columns > 0) break;
  }
  return best.format;
}
