/** Bytes that are written one behind the other: what is spelled only to be hashed needs no text of its own. */
export interface Sheet {
  bytes: Buffer;
  /** Where the next byte goes. */
  end: number;
}

const FIRST_BYTES = 64 * 1024;

export function openSheet(): Sheet {
  return { bytes: Buffer.allocUnsafe(FIRST_BYTES), end: 0 };
}

/** Makes room for so many bytes more. Whoever writes byte by byte asks for it first. */
export function makeRoom(sheet: Sheet, bytes: number): void {
  if (sheet.end + bytes <= sheet.bytes.length) return;
  const larger = Buffer.allocUnsafe((sheet.end + bytes) * 2);
  sheet.bytes.copy(larger, 0, 0, sheet.end);
  sheet.bytes = larger;
}

/** Where there is room. */
export function put(sheet: Sheet, byte: number): void {
  sheet.bytes[sheet.end] = byte;
  sheet.end += 1;
}

/** A piece of another row of bytes. */
export interface Piece {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Shorter pieces cost less byte by byte than a call of the system's copy does. */
const SHORT = 64;

export function writePiece(sheet: Sheet, { bytes: source, from, to }: Piece): void {
  makeRoom(sheet, to - from);
  const { bytes, end } = sheet;
  if (to - from > SHORT) source.copy(bytes, end, from, to);
  else for (let at = from; at < to; at += 1) bytes[end + at - from] = source[at] ?? 0;
  sheet.end = end + to - from;
}

export function writeBytes(sheet: Sheet, source: Buffer): void {
  makeRoom(sheet, source.length);
  const { bytes, end } = sheet;
  for (let at = 0; at < source.length; at += 1) bytes[end + at] = source[at] ?? 0;
  sheet.end = end + source.length;
}

const MOST_BYTES_OF_A_UNIT = 3;

export function writeText(sheet: Sheet, text: string): void {
  makeRoom(sheet, text.length * MOST_BYTES_OF_A_UNIT);
  sheet.end += sheet.bytes.write(text, sheet.end, 'utf8');
}

const [SPACE, QUOTE, BACKSLASH] = [0x20, 0x22, 0x5c];

/** A text that is no JSON yet, as a JSON string. */
export function writeString(sheet: Sheet, piece: Piece): void {
  const { bytes: source, from, to } = piece;
  for (let at = from; at < to; at += 1) {
    const byte = source[at] ?? 0;
    if (byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH) continue;
    writeText(sheet, JSON.stringify(source.toString('utf8', from, to)));
    return;
  }
  makeRoom(sheet, to - from + 2);
  put(sheet, QUOTE);
  writePiece(sheet, piece);
  put(sheet, QUOTE);
}

/** Of lower-case hexadecimal. */
export const DIGITS = Buffer.from('0123456789abcdef');

/** Before these bytes of a uuid stands a hyphen. */
const isGroup = (byte: number): boolean => byte === 4 || byte === 6 || byte === 8 || byte === 10;
const UUID_LETTERS = 36;
const HYPHEN = 0x2d;

/** Sixteen bytes as a uuid in quotes. */
export function writeUuid(sheet: Sheet, { bytes: source, from }: Piece): void {
  makeRoom(sheet, UUID_LETTERS + 2);
  const { bytes } = sheet;
  let { end } = sheet;
  bytes[end++] = QUOTE;
  for (let at = 0; at < 16; at += 1) {
    if (isGroup(at)) bytes[end++] = HYPHEN;
    const byte = source[from + at] ?? 0;
    bytes[end++] = DIGITS[byte >> 4] ?? 0;
    bytes[end++] = DIGITS[byte & 15] ?? 0;
  }
  bytes[end++] = QUOTE;
  sheet.end = end;
}
