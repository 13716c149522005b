import { uuidOf, type CopiedRows } from './copied-rows.ts';
import { copyEvents, copyTexts, type EventRange } from './event-range.store.ts';
import { firstOf, type AuditFault, type AuditFinding } from './finding.ts';
import { hashRow, ID, SEQ, STREAM_ID, STREAM_KIND } from './hashed-row.ts';
import { firstLooseLink, type Links } from './links.store.ts';
import type { Reader } from './reader.ts';
import { openSheet } from './sheet.ts';
import { textsBeside } from './texts-beside.ts';

/** What events came to. */
export interface RangeResult {
  readonly events: number;
  /** Streams that begin among them. */
  readonly streams: number;
  readonly texts: number;
  readonly erased: number;
  /** The first event that does not hold by itself. */
  readonly first: AuditFinding | null;
  /** Of the streams that begin among them, the first place that does not hang together. */
  readonly loose: AuditFinding | null;
}

export const NO_EVENTS: RangeResult = { events: 0, streams: 0, texts: 0, erased: 0, first: null, loose: null };

export function bothOf(one: RangeResult, other: RangeResult): RangeResult {
  return {
    events: one.events + other.events,
    streams: one.streams + other.streams,
    texts: one.texts + other.texts,
    erased: one.erased + other.erased,
    first: firstOf([one.first, other.first]),
    loose: firstOf([one.loose, other.loose]),
  };
}

/** Events that are read together, with their texts: four megabytes. */
const PORTION = 4_096;

/** Verifies one range at a time. */
export type VerifyRange = (range: EventRange) => Promise<RangeResult>;

/**
 * Recomputes the hash of every event of a range from what it says, holds the texts beside it against their digests, and the streams of the
 * range against what they follow and where they end.
 */
export function rangeVerifier(reader: Reader, links: Links): VerifyRange {
  const on = { reader, events: openSheet(), texts: openSheet() };
  return async (range) => {
    const { after: before, upTo } = range;
    let total = NO_EVENTS;
    for (let after = before; ;) {
      const { rows, lastId } = await copyEvents(on, { after, upTo }, PORTION);
      if (lastId === null) return { ...total, loose: await firstLooseLink(reader.ask, links, range) };
      total = bothOf(total, verifyPortion(rows, await copyTexts(on, { after, upTo: lastId })));
      after = lastId;
    }
  };
}

function verifyPortion(rows: CopiedRows, texts: CopiedRows): RangeResult {
  const total = { events: 0, streams: 0, texts: 0, erased: 0 };
  let first: AuditFinding | null = null;
  const textsOf = textsBeside(texts);
  while (rows.next()) {
    const { holds, payload } = hashRow(rows);
    const beside = textsOf(rows.at(ID), payload);
    total.events += 1;
    total.texts += beside.texts;
    total.erased += beside.erased;
    if (rows.integer(SEQ) === 1) total.streams += 1;
    if (!holds || !beside.hold) first = firstOf([first, findingOf(rows, holds ? 'text' : 'hash')]);
  }
  return { ...total, first, loose: null };
}

function findingOf(row: CopiedRows, fault: AuditFault): AuditFinding {
  const { bytes, from, to } = row.at(STREAM_KIND);
  return {
    fault,
    streamKind: bytes.toString('utf8', from, to),
    streamId: uuidOf(row.at(STREAM_ID)),
    seq: row.integer(SEQ),
    eventId: uuidOf(row.at(ID)),
  };
}
