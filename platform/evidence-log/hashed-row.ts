import { hash } from 'node:crypto';
import { formatInstant, type Instant } from '../time/instant.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { CopiedRows } from './copied-rows.ts';
import type { HashedEvent } from './event-hash.ts';
import { openSheet, writeBytes, writePiece, writeString, writeText, writeUuid, type Piece, type Sheet } from './sheet.ts';

type Write = (sheet: Sheet, value: Piece) => void;

/** What the hash covers, member by member in the order of its spelling: the column, and how its type is written; null for JSON. */
const MEMBERS: readonly { readonly name: keyof HashedEvent; readonly column: string; readonly write: Write | null }[] = [
  { name: 'actor', column: 'actor', write: null },
  { name: 'commitments', column: 'commitments', write: writeTexts },
  { name: 'customerId', column: 'customer_id', write: writeUuid },
  { name: 'id', column: 'id', write: writeUuid },
  { name: 'lateReasonDigest', column: 'late_reason_digest', write: writeString },
  { name: 'occurredAt', column: 'occurred_at', write: writeInstant },
  { name: 'payload', column: 'payload', write: null },
  { name: 'providerId', column: 'provider_id', write: writeUuid },
  { name: 'recordedAt', column: 'recorded_at', write: writeInstant },
  { name: 'requestId', column: 'request_id', write: writeUuid },
  { name: 'seq', column: 'seq', write: writeInteger },
  { name: 'streamId', column: 'stream_id', write: writeUuid },
  { name: 'streamKind', column: 'stream_kind', write: writeString },
  { name: 'type', column: 'type', write: writeString },
  { name: 'visibility', column: 'visibility', write: writeString },
];

/** The columns of an event in the order in which {@link hashRow} reads them. */
export const HASHED_COLUMNS: readonly string[] = [...MEMBERS.map(({ column }) => column), 'previous_hash', 'hash'];
/** Where a column stands in a row. */
export const ID = placeOf('id');
export const SEQ = placeOf('seq');
export const STREAM_KIND = placeOf('stream_kind');
export const STREAM_ID = placeOf('stream_id');
const PAYLOAD = placeOf('payload');
const PREVIOUS_HASH = placeOf('previous_hash');
const HASH = placeOf('hash');

function placeOf(column: string): number {
  return HASHED_COLUMNS.indexOf(column);
}

const BEFORE = MEMBERS.map(({ name }, place) => Buffer.from(`${place === 0 ? '{' : ','}"${name}":`));
const WRITES = MEMBERS.map(({ write }) => write);
const END = Buffer.from('}');
const NOTHING = Buffer.from('null');

const sheet = openSheet();

/** What a row came to. */
export interface HashedRow {
  /** Whether its hash is that of the hash it names as the one before and of what it says. */
  readonly holds: boolean;
  /** Its payload in the spelling that was hashed; good until the next row. */
  readonly payload: Piece;
}

/**
 * Recomputes the hash of an event of which a row was copied: what {@link file://./event-hash.ts} hashed, byte by byte. Its JSON is kept in the
 * spelling that was hashed and taken as it stands; where that does not give the hash it is read and spelled anew, as for rows that another
 * version of the product wrote.
 */
export function hashRow(row: CopiedRows): HashedRow {
  const asKept = hashedWith(row, writePiece);
  return asKept.holds ? asKept : hashedWith(row, writeSpelledAnew);
}

function hashedWith(row: CopiedRows, writeJson: Write): HashedRow {
  sheet.end = 0;
  if (!row.isNull(PREVIOUS_HASH)) writePiece(sheet, row.at(PREVIOUS_HASH));
  let [from, to] = [0, 0];
  for (let place = 0; place < WRITES.length; place += 1) {
    writeBytes(sheet, BEFORE[place] ?? NOTHING);
    const begin = sheet.end;
    if (row.isNull(place)) writeBytes(sheet, NOTHING);
    else (WRITES[place] ?? writeJson)(sheet, row.at(place));
    if (place === PAYLOAD) [from, to] = [begin, sheet.end];
  }
  writeBytes(sheet, END);
  // As a text, which costs the least of what a hash is given as.
  const computed = hash('sha256', sheet.bytes.subarray(0, sheet.end), 'binary');
  return { holds: isOf(computed, row.at(HASH)), payload: { bytes: sheet.bytes, from, to } };
}

function writeSpelledAnew(to: Sheet, { bytes, from, to: end }: Piece): void {
  writeText(to, canonicalJson(JSON.parse(bytes.toString('utf8', from, end)) as Json));
}

function isOf(computed: string, { bytes, from, to }: Piece): boolean {
  if (to - from !== computed.length) return false;
  for (let at = 0; at < computed.length; at += 1) if (computed.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}

function writeInteger(to: Sheet, { bytes, from }: Piece): void {
  writeText(to, String(bytes.readInt32BE(from)));
}

/** Microseconds from 2000 on, in eight bytes. */
const EPOCH_2000_MS = 946_684_800_000;
const HALF = 2 ** 32;
const LAST_MS = 8.64e15;
let spelledMs = Number.NaN;
let spelled: Buffer = NOTHING;

function writeInstant(to: Sheet, { bytes, from }: Piece): void {
  const ms = (bytes.readInt32BE(from) * HALF + bytes.readUInt32BE(from + 4)) / 1000 + EPOCH_2000_MS;
  // An event is mostly written down as it happens, so that its two instants are one.
  if (ms !== spelledMs) {
    spelled = Math.abs(ms) > LAST_MS ? NOTHING : Buffer.from(`"${formatInstant(ms as Instant)}"`);
    spelledMs = ms;
  }
  writeBytes(to, spelled);
}

const OPEN_LIST = Buffer.from('[');
const CLOSE_LIST = Buffer.from(']');
const COMMA = Buffer.from(',');
/** In an array stand how many dimensions it has, whether a null is in it, and the type of what it holds; then of its dimension the size and the first index. */
const [SIZE_AT, FIRST_AT] = [12, 20];

function writeTexts(to: Sheet, { bytes, from }: Piece): void {
  const dimensions = bytes.readInt32BE(from);
  // None was ever written with more than one.
  if (dimensions > 1) return writeBytes(to, NOTHING);
  writeBytes(to, OPEN_LIST);
  const size = dimensions === 0 ? 0 : bytes.readInt32BE(from + SIZE_AT);
  let at = from + FIRST_AT;
  for (let place = 0; place < size; place += 1) {
    if (place > 0) writeBytes(to, COMMA);
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length < 0) writeBytes(to, NOTHING);
    else writeString(to, { bytes, from: at, to: at + length });
    at += Math.max(length, 0);
  }
  writeBytes(to, CLOSE_LIST);
}
