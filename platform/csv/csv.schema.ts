import type { Words } from '../command/refusal.ts';

/** One record of a table: its cells as texts, and the line it begins on (from 1, the header's is 1). */
export interface CsvRow {
  readonly kind: 'row';
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record that cannot be told apart into cells; those after it can. */
export interface CsvBadLine {
  readonly kind: 'badLine';
  readonly line: number;
  readonly code: 'strayQuote' | 'undecodable';
  /** Those that can be told: all of them but what is undecodable in them, or those before the quote. */
  readonly cells: readonly string[];
}

export const CSV_REFUSALS = [
  'binaryFile',
  'damagedArchive',
  'fileTooLarge',
  'tooManyCells',
  'recordTooLong',
  'quoteMisplaced',
  'quoteNotClosed',
  'notATable',
  'unfitHeader',
] as const;
export type CsvRefusal = (typeof CSV_REFUSALS)[number];

/** The file is read no further; nothing that came before it counts. */
export interface CsvRefused {
  readonly kind: 'refused';
  readonly line: number;
  readonly code: CsvRefusal;
}

export type CsvItem = CsvRow | CsvBadLine | CsvRefused;

/** What a table may cost at most, whatever is sent: counted after unpacking. */
export interface CsvLimits {
  readonly bytes: number;
  /** Of one record, in bytes. */
  readonly record: number;
  /** Rows and cells, which cost memory however little is in them. */
  readonly rows: number;
  readonly cells: number;
}

export const CSV_LIMITS: CsvLimits = { bytes: 200_000_000, record: 1_000_000, rows: 2_000_000, cells: 20_000_000 };

export interface CsvFormat {
  /** A label of the Encoding standard: `utf-8`, `gbk`. */
  readonly encoding: string;
  /** One character. */
  readonly delimiter: string;
}

export type CsvFaultTexts = Readonly<Record<CsvRefusal | CsvBadLine['code'], Words>>;
