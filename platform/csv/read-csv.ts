import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { CSV_LIMITS, type CsvFormat, type CsvItem, type CsvLimits, type CsvRefusal } from './csv.schema.ts';
import { countLines } from './lines.rules.ts';

/** What ends the reading, carried through the streams to whoever reads. */
class Refusing extends Error {
  readonly code: CsvRefusal;
  readonly line: number | undefined;
  constructor(code: CsvRefusal, line?: number) {
    super(code);
    this.code = code;
    this.line = line;
  }
}

/** A record as the parser hands it on. */
interface Row {
  readonly record: string[];
}

/** Faults after which nobody can tell where the next record begins: to go on would lose rows unseen. */
const STOPS: Readonly<Record<string, CsvRefusal>> = {
  CSV_INVALID_CLOSING_QUOTE: 'quoteMisplaced',
  CSV_QUOTE_NOT_CLOSED: 'quoteNotClosed',
  CSV_MAX_RECORD_SIZE: 'recordTooLong',
};

/**
 * Reads a table row by row: unpacked where it is packed (told by its content, not by its name), decoded, told apart into cells.
 * Never holds more than one record, and no more than `limits` allow: an archive that unpacks without end, a line without end and what
 * is no text are refused. The first item is the header. A record of another width comes as it is: who knows the columns says so.
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  format: CsvFormat,
  given: Partial<CsvLimits> = {},
): AsyncGenerator<CsvItem> {
  const limits = { ...CSV_LIMITS, ...given };
  const skipped: CsvItem[] = [];
  let skippedLast = 0;
  const lines = countLines();
  const parser = parse({
    delimiter: format.delimiter,
    info: true,
    max_record_size: limits.record,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (row, info) => {
      // As `info` and `raw` have it: the record with what is told of it.
      lines.parsed((row as unknown as Row).record, info.lines);
      return row;
    },
    on_skip: (error, raw = '') => {
      const at: unknown = error?.['lines'];
      const line = at === undefined ? lines.ended() + 1 : lines.givenUp(raw, Number(at));
      const stop = error?.code === 'INVALID_OPENING_QUOTE' ? undefined : (STOPS[error?.code ?? ''] ?? 'recordTooLong');
      // Each quote of a record is told; the first is enough.
      if (stop === undefined && line === skippedLast) return undefined;
      skippedLast = line;
      const cells = (): string[] => cellsBefore(raw, { place: Number(error?.['index'] ?? 0), delimiter: format.delimiter });
      if (stop === undefined) skipped.push({ kind: 'badLine', line, code: 'strayQuote', cells: cells() });
      // What is never closed is told by where it opens.
      else parser.destroy(new Refusing(stop, stop === 'quoteNotClosed' ? lines.ended() + 1 : line));
      return undefined;
    },
  });
  // The parser is read to its end or its error below: the callback has nothing to add.
  pipeline(Readable.from(decoded(source, format.encoding, limits)), parser, () => undefined);
  let [rows, cells] = [0, 0];
  try {
    for await (const { record } of parser as AsyncIterable<Row>) {
      rows += 1;
      cells += record.length;
      const line = lines.next();
      if (rows > limits.rows || cells > limits.cells) throw new Refusing('tooManyCells', line);
      while ((skipped[0]?.line ?? line) < line) yield* skipped.splice(0, 1);
      yield record.some((cell) => cell.includes('\uFFFD'))
        ? { kind: 'badLine', line, code: 'undecodable', cells: record }
        : { kind: 'row', line, cells: record };
    }
    yield* skipped;
    if (rows === 0) yield { kind: 'refused', line: 1, code: 'notATable' };
  } catch (error) {
    yield { kind: 'refused', line: lines.ended() + 1, ...refusalOf(error) };
  }
}

/** The cells of a record that was cut off in one of them, as far as they stand before it. */
function cellsBefore(raw: string, cut: { readonly place: number; readonly delimiter: string }): string[] {
  const [record = []] = parseAtOnce(raw, { delimiter: cut.delimiter, relax_column_count: true, relax_quotes: true, to: 1 });
  return record.slice(0, cut.place);
}

function refusalOf(error: unknown): { code: CsvRefusal; line?: number } {
  if (error instanceof Refusing) return { code: error.code, ...(error.line === undefined ? {} : { line: error.line }) };
  const code = (error as { code?: string }).code ?? '';
  if (error instanceof CsvError && STOPS[code] !== undefined) return { code: STOPS[code] };
  if (code.startsWith('Z_')) return { code: 'damagedArchive' };
  throw error;
}

async function* decoded(source: AsyncIterable<Uint8Array>, encoding: string, limits: CsvLimits): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const chunk of await unpacked(source)) {
    bytes += chunk.byteLength;
    if (bytes > limits.bytes) throw new Refusing('fileTooLarge');
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes('\0')) throw new Refusing('binaryFile');
    yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Two bytes by which gzip says what it is. */
const GZIP = [0x1f, 0x8b];

async function unpacked(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (first.done !== true) yield first.value;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  const isPacked = first.done !== true && GZIP.every((byte, place) => first.value[place] === byte);
  return isPacked ? pipeline(Readable.from(whole()), createGunzip(), () => undefined) : whole();
}
