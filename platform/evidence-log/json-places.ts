import { DIGITS, type Piece } from './sheet.ts';

/** Bytes that JSON gives a meaning. */
export const JSON_BYTE = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  openObject: 0x7b,
  openList: 0x5b,
  closeObject: 0x7d,
  closeList: 0x5d,
} as const;
const { quote, backslash, comma, openObject, closeObject } = JSON_BYTE;

/** The brackets of lists and those of objects differ by one bit. */
const BIT = 0x20;

function opens(byte: number): boolean {
  return (byte | BIT) === openObject;
}

function closes(byte: number): boolean {
  return (byte | BIT) === closeObject;
}

/** Where the value ends that begins at `from`, in JSON that is well formed. */
export function behindValue(bytes: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; ;) {
    const byte = bytes[at] ?? comma;
    if (byte === quote) at = behindString(bytes, at);
    else if (depth === 0 && (byte === comma || closes(byte))) return at;
    else {
      if (opens(byte)) depth += 1;
      else if (closes(byte)) depth -= 1;
      at += 1;
    }
    if (depth === 0 && (byte === quote || closes(byte))) return at;
  }
}

/** The same of a string. */
export function behindString(bytes: Buffer, from: number): number {
  let at = from + 1;
  for (; at < bytes.length && bytes[at] !== quote; at += 1) if (bytes[at] === backslash) at += 1;
  return at + 1;
}

/** The value of a member of an object in its canonical spelling; null where it has none of that name, which is given with its quotes. */
export function memberOf({ bytes, from, to }: Piece, name: Buffer): Piece | null {
  if (bytes[from] !== openObject) return null;
  for (let at = from + 1; at < to && bytes[at] !== closeObject;) {
    const colon = behindString(bytes, at);
    const end = behindValue(bytes, colon + 1);
    if (colon - at === name.length && standsAt(bytes, at, name)) return { bytes, from: colon + 1, to: end };
    at = bytes[end] === comma ? end + 1 : end;
  }
  return null;
}

export function standsAt(bytes: Buffer, from: number, wanted: Buffer): boolean {
  for (let at = 0; at < wanted.length; at += 1) if (bytes[from + at] !== wanted[at]) return false;
  return true;
}

/** Behind a string in which these bytes stand in lower-case hexadecimal; null where it is not they that stand there. */
export function behindHex(bytes: Buffer, from: number, { bytes: wanted, from: begin, to }: Piece): number | null {
  if (bytes[from] !== quote) return null;
  let at = from + 1;
  for (let place = begin; place < to; place += 1) {
    const byte = wanted[place] ?? 0;
    if (bytes[at] !== DIGITS[byte >> 4] || bytes[at + 1] !== DIGITS[byte & 15]) return null;
    at += 2;
  }
  return bytes[at] === quote ? at + 1 : null;
}
