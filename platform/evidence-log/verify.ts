import { erasuresTold, type ErasureEvents, type ErasuresTold } from './erasures.store.ts';
import { kindsOf, type Links, type SubjectTables } from './links.store.ts';
import { rangesOf, type EventRange } from './event-range.store.ts';
import { firstOf, type AuditFinding } from './finding.ts';
import { openLanes, threadsBeside, type Lanes } from './lanes.ts';
import type { Reader } from './reader.ts';
import type { Snapshot } from './snapshot.ts';
import { bothOf, NO_EVENTS, rangeVerifier, type RangeResult, type VerifyRange } from './verify-range.ts';
import { verifySeals, type SealsToHold } from './verify-seals.ts';

export interface AuditResult {
  readonly events: number;
  readonly streams: number;
  readonly texts: number;
  readonly erased: number;
  /** Of those, the ones whose erasure does not name them: see {@link ErasuresTold}. */
  readonly erasedUnnamed: number;
  /** Seals that hold, and how many events they cover; the others wait for theirs. */
  readonly seals: number;
  readonly sealed: number;
  /** The first record that does not hold: of the streams in their order, else of the seals in theirs; null where all hold. */
  readonly first: AuditFinding | null;
}

/** What is verified, and how. */
export interface Evidence {
  readonly subjects: SubjectTables;
  /** Events that tell of erasures. */
  readonly erasures: ErasureEvents;
  readonly seals: SealsToHold;
  /** What the reader sees, for connections beside it; without it all is done on the reader. */
  readonly snapshot?: Snapshot;
  /** Beside this one, where not as many as the machine has processors for. */
  readonly threads?: number;
  /** Events of one range, where it is not to be {@link RANGE}. */
  readonly range?: number;
}

/** Events of one range. */
const RANGE = 16_384;
/** Fewer ranges are verified sooner than connections are opened. */
const FEW_RANGES = 2;
const NOTHING_ERASED: ErasuresTold = { first: null, unnamed: 0 };

/**
 * Recomputes the hash of every event of the scope's provider and the digest of every text; holds each event against the one before it in its
 * stream, each stream's end against its subject's row, and all of it against the seals. Each of these is done for all events in whatever order
 * is quickest, so that the first that does not hold is known at the end alone. A text that was erased is counted, not missed, where the event
 * of an erasure names it: its digest stays and its chain holds. Memory does not grow with the number of events.
 */
export async function verifyEvidence(
  reader: Reader,
  { subjects, erasures, seals, snapshot, range = RANGE, threads = threadsBeside() }: Evidence,
): Promise<AuditResult> {
  const ranges = await rangesOf(reader.ask, range);
  const links = { subjects, kinds: await kindsOf(reader.ask) };
  const isFew = snapshot === undefined || ranges.length <= FEW_RANGES;
  const { lanes, close } = isFew ? onThis(reader, links) : await openLanes(snapshot, links, threads);
  try {
    const [{ first, loose, ...events }, sealed] = await Promise.all([
      verifyRanges(lanes, ranges),
      verifySeals(reader.ask, seals),
    ]);
    // Of an event that stands elsewhere than it did both are true, and the end of a stream says the least of all.
    const told = events.erased === 0 ? NOTHING_ERASED : await erasuresTold(reader.ask, erasures);
    const inStreams = firstOf(loose?.fault === 'chain' ? [loose, first, told.first] : [first, told.first, loose]);
    return { ...events, ...sealed, erasedUnnamed: told.unnamed, first: inStreams ?? sealed.first };
  } finally {
    await close();
  }
}

function onThis(reader: Reader, links: Links): Lanes {
  return { lanes: [rangeVerifier(reader, links)], close: async () => undefined };
}

/** Each lane takes the next range as soon as it is done with one. */
async function verifyRanges(lanes: readonly VerifyRange[], ranges: readonly EventRange[]): Promise<RangeResult> {
  const waiting = ranges.values();
  const results = await Promise.all(
    lanes.map(async (verify) => {
      let total = NO_EVENTS;
      for (const range of waiting) total = bothOf(total, await verify(range));
      return total;
    }),
  );
  return results.reduce(bothOf, NO_EVENTS);
}
