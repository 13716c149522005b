import type { CopiedRows } from './copied-rows.ts';
import { TEXT } from './event-range.store.ts';
import { behindHex, behindValue, memberOf, standsAt } from './json-places.ts';
import { openSheet, writeBytes, writeString, type Piece } from './sheet.ts';

/** What stands beside an event. */
export interface TextsFound {
  readonly texts: number;
  readonly erased: number;
  /** Whether each text that is there fits its digest, and each digest has its text or what an erasure leaves of it. */
  readonly hold: boolean;
}

const TEXTS = Buffer.from('"texts"');
const [COLON, COMMA] = [Buffer.from(':'), Buffer.from(',')];
const NO_DIGESTS: Piece = { bytes: Buffer.from('{}'), from: 0, to: 2 };

/**
 * Goes through the texts of a range beside its events, both in the order of the events' ids: what is given back is asked for each event in turn,
 * with its payload in canonical spelling. The digests in it must be those of the texts, byte for byte.
 */
export function textsBeside(rows: CopiedRows): (eventId: Piece, payload: Piece) => TextsFound {
  let isThere = rows.next();
  return (eventId, payload) => {
    let [texts, erased] = [0, 0];
    const digests = memberOf(payload, TEXTS) ?? NO_DIGESTS;
    let at: number | null = digests.from + 1;
    for (; isThere; isThere = rows.next()) {
      const order = orderOf(rows.at(TEXT.eventId), eventId);
      if (order > 0) break;
      // One whose event is gone is missed by its stream.
      if (order < 0) continue;
      texts += 1;
      if (isErased(rows)) erased += 1;
      at &&= behindDigest(digests, at, rows);
    }
    return { texts, erased, hold: at === digests.to - 1 };
  };
}

/** Ids are sorted by their bytes. */
function orderOf(one: Piece, other: Piece): number {
  const length = one.to - one.from;
  for (let at = 0; at < length; at += 1) {
    const difference = (one.bytes[one.from + at] ?? 0) - (other.bytes[other.from + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isErased(row: CopiedRows): boolean {
  const { from, to } = row.at(TEXT.digest);
  return from === to && !row.isNull(TEXT.digest);
}

const sheet = openSheet();

/** Where the next digest stands if the one at this place is that of the text of the row; null where it is not. */
function behindDigest(digests: Piece, at: number, row: CopiedRows): number | null {
  if (row.isNull(TEXT.digest)) return null;
  sheet.end = 0;
  if (at > digests.from + 1) writeBytes(sheet, COMMA);
  writeString(sheet, row.at(TEXT.field));
  writeBytes(sheet, COLON);
  if (!standsAt(digests.bytes, at, sheet.bytes.subarray(0, sheet.end))) return null;
  const from = at + sheet.end;
  if (isErased(row)) return behindValue(digests.bytes, from);
  return behindHex(digests.bytes, from, row.at(TEXT.digest));
}
