import { MESSAGE } from './copy-out.ts';
import type { Piece, Sheet } from './sheet.ts';

/** The rows of a COPY in binary, one after the other. What is read of a row is good until the next; behind the last it is the last. */
export interface CopiedRows {
  /** Goes on to the next row; false behind the last. */
  next(): boolean;
  /** Goes to the last row, past all between without looking at them; false where there is none. */
  toLast(): boolean;
  /** The value of a column, counted from 0, as the database sends the type of that column. */
  at(column: number): Piece;
  isNull(column: number): boolean;
  /** An integer of four bytes. */
  integer(column: number): number;
}

const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1');
/** Behind the signature stand flags and the length of an extension, four bytes each; none is in use. */
const HEADER_BYTES = SIGNATURE.length + 8;
const NULL_LENGTH = -1;
const END = -1;

/** Reads what {@link file://./copy-out.ts} put on a sheet. No row is in two messages; the header comes before the first. */
export function copiedRows({ bytes }: Sheet): CopiedRows {
  const places: { bytes: Buffer; from: number; to: number }[] = [];
  let [at, end] = [0, 0];
  const goOn = (): void => {
    do {
      at = end;
      end += 1 + bytes.readInt32BE(at + MESSAGE.lengthAt);
    } while (bytes[at] !== MESSAGE.data);
    at += MESSAGE.contentAt;
  };
  goOn();
  if (!bytes.subarray(at, at + SIGNATURE.length).equals(SIGNATURE)) throw new Error('no rows in binary');
  at += HEADER_BYTES;
  const next = (): boolean => {
    if (at === end) goOn();
    const columns = bytes.readInt16BE(at);
    if (columns === END) return false;
    at += 2;
    for (let column = 0; column < columns; column += 1) {
      const length = bytes.readInt32BE(at);
      at += 4;
      const place = (places[column] ??= { bytes, from: 0, to: 0 });
      place.from = length === NULL_LENGTH ? NULL_LENGTH : at;
      if (length !== NULL_LENGTH) at += length;
      place.to = at;
    }
    return true;
  };
  return {
    next,
    toLast: () => {
      // A message holds whole rows, and the end has one of its own.
      let last: { readonly at: number; readonly end: number } | undefined;
      for (; at === end || bytes.readInt16BE(at) !== END; goOn()) if (at < end) last = { at, end };
      if (last === undefined) return false;
      ({ at, end } = last);
      while (at < end) next();
      return true;
    },
    at: (column) => placeOf(places, column),
    isNull: (column) => placeOf(places, column).from === NULL_LENGTH,
    integer: (column) => bytes.readInt32BE(placeOf(places, column).from),
  };
}

function placeOf(places: readonly Piece[], column: number): Piece {
  const place = places[column];
  if (place === undefined) throw new RangeError(`the row has no column ${column}`);
  return place;
}

/** Lower-case hexadecimal in its five groups. */
export function uuidOf({ bytes, from, to }: Piece): string {
  return bytes.toString('hex', from, to).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
