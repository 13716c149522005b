import { canonicalJson, type Json } from './canonical.ts';
import { behindString, behindValue, JSON_BYTE } from './json-places.ts';
import { makeRoom, put, writeText, type Piece, type Sheet } from './sheet.ts';

const { quote, backslash, comma, openObject, openList, closeObject, closeList } = JSON_BYTE;
const COLON = 0x3a;
const SPACE = 0x20;
const MINUS = 0x2d;
const [ZERO, NINE, A, Z] = [0x30, 0x39, 0x61, 0x7a];
const FIRST_BEYOND_ASCII = 0x80;

/** What is not spelled by moving its bytes: it is read as a value and spelled anew. */
const ANOTHER_WAY = -1;
/** So many digits stand in a number of JavaScript as they are. */
const MOST_DIGITS = 15;
/** Members that are put in order here. */
const MOST_MEMBERS = 64;

/**
 * Writes JSON, as PostgreSQL prints a jsonb, in the spelling of {@link canonicalJson}, whose bytes it gives without making a value of it. The
 * two spell texts alike; what differs are blanks and the order of members. Numbers that are no short integers, keys beyond ASCII or with
 * escapes, and objects of very many members go the long way.
 */
export function writeCanonical(sheet: Sheet, { bytes: source, from, to }: Piece): void {
  // No spelling is longer than the one it comes in, where it is written here.
  makeRoom(sheet, to - from);
  const begin = sheet.end;
  noted = 0;
  if (writeValue({ sheet, source }, from) === to) return;
  sheet.end = begin;
  writeText(sheet, canonicalJson(JSON.parse(source.toString('utf8', from, to)) as Json));
}

/** Writes a text that is no JSON yet as a JSON string. */
export function writeString(sheet: Sheet, { bytes: source, from, to }: Piece): void {
  for (let at = from; at < to; at += 1) {
    const byte = source[at] ?? 0;
    if (byte >= SPACE && byte !== quote && byte !== backslash) continue;
    writeText(sheet, JSON.stringify(source.toString('utf8', from, to)));
    return;
  }
  makeRoom(sheet, to - from + 2);
  put(sheet, quote);
  copy({ sheet, source }, from, to);
  put(sheet, quote);
}

/** What is written from, and where to; there is room for it. */
interface Copying {
  readonly sheet: Sheet;
  readonly source: Buffer;
}

/** Gives where it ends. */
function copy({ sheet, source }: Copying, from: number, to: number): number {
  const { bytes, end } = sheet;
  for (let at = from; at < to; at += 1) bytes[end + at - from] = source[at] ?? 0;
  sheet.end = end + to - from;
  return to;
}

/** Writes what begins at `at`; gives where it ends. */
function writeValue(copying: Copying, at: number): number {
  const { source } = copying;
  const first = source[at] ?? 0;
  if (first === quote) return copy(copying, at, behindString(source, at));
  if (first === openObject) return writeObject(copying, at);
  if (first === openList) return writeList(copying, at);
  const to = behindValue(source, at);
  return (first >= A && first <= Z) || isShortInteger(source, at, to) ? copy(copying, at, to) : ANOTHER_WAY;
}

function isShortInteger(source: Buffer, from: number, to: number): boolean {
  const first = source[from] === MINUS ? from + 1 : from;
  for (let at = first; at < to; at += 1) if ((source[at] ?? 0) < ZERO || (source[at] ?? 0) > NINE) return false;
  return to > first && to - from <= MOST_DIGITS;
}

/** Behind a value stands a comma with its blank, or the end. */
function writeList(copying: Copying, from: number): number {
  const { sheet, source } = copying;
  put(sheet, openList);
  let at = from + 1;
  while (source[at] !== closeList) {
    at = writeValue(copying, at);
    if (at === ANOTHER_WAY) return ANOTHER_WAY;
    if (source[at] !== comma) continue;
    put(sheet, comma);
    at += 2;
  }
  put(sheet, closeList);
  return at + 1;
}

/** Of each member of all objects that are open: where its key begins with its quotes, where it ends, and where its value begins. */
const members: number[] = [];
const NUMBERS = 3;
/** How far {@link members} is in use. */
let noted = 0;

function writeObject(copying: Copying, from: number): number {
  const { sheet } = copying;
  const first = noted;
  const end = noteMembers(copying.source, from);
  if (end === ANOTHER_WAY) return ANOTHER_WAY;
  const behindLast = noted;
  put(sheet, openObject);
  for (let member = first; member < behindLast; member += NUMBERS) {
    if (member > first) put(sheet, comma);
    copy(copying, numberAt(member), numberAt(member + 1));
    put(sheet, COLON);
    if (writeValue(copying, numberAt(member + 2)) === ANOTHER_WAY) return ANOTHER_WAY;
  }
  put(sheet, closeObject);
  noted = first;
  return end;
}

function numberAt(place: number): number {
  return members[place] ?? 0;
}

/** Notes the members of an object in the order of their keys; gives where it ends. Behind a key stands a colon with its blank. */
function noteMembers(source: Buffer, from: number): number {
  const first = noted;
  let at = from + 1;
  while (source[at] !== closeObject) {
    const behindKey = behindString(source, at);
    if (!isPlain(source, at + 1, behindKey - 1) || noted - first >= MOST_MEMBERS * NUMBERS) return ANOTHER_WAY;
    let place = noted;
    noted += NUMBERS;
    for (; place > first && isBefore(source, at, numberAt(place - NUMBERS)); place -= NUMBERS)
      for (let number = 0; number < NUMBERS; number += 1) members[place + number] = numberAt(place - NUMBERS + number);
    members[place] = at;
    members[place + 1] = behindKey;
    members[place + 2] = behindKey + 2;
    at = behindValue(source, behindKey + 2);
    if (source[at] === comma) at += 2;
  }
  return at + 1;
}

/** Whether a key has none but the characters whose order is that of their bytes, the quote that ends it being before all of them. */
function isPlain(source: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = source[at] ?? 0;
    if (byte <= quote || byte >= FIRST_BEYOND_ASCII || byte === backslash) return false;
  }
  return true;
}

/** Whether the key that begins at one place comes before that at another. */
function isBefore(source: Buffer, one: number, other: number): boolean {
  let at = 1;
  while (source[one + at] === source[other + at] && source[one + at] !== quote) at += 1;
  return (source[one + at] ?? 0) < (source[other + at] ?? 0);
}
