import type { Ask } from './ask.ts';
import {
  countTexts,
  firstChangedText,
  firstLooseEnd,
  firstMissingText,
  type FoundPlace,
  type SubjectTables,
} from './beside-chains.store.ts';
import { BEFORE_ALL_CHAINS, nextRange, type ChainPlace, type ChainRange } from './chain-range.store.ts';
import { verifyRange, type RangeResult } from './verify-range.ts';
import { verifySeals, type SealsToHold } from './verify-seals.ts';

/** What did not hold. */
export type AuditFault =
  /** A gap in a stream, or another predecessor than the event names. */
  | 'chain'
  /** The event was changed. */
  | 'hash'
  /** A text no longer fits its digest, or is gone without having been erased. */
  | 'text'
  /** The stream ends elsewhere than its subject says. */
  | 'tail'
  /** The event, however well it is chained, is not what was sealed: changed, put in or (where it is not named) taken away. */
  | 'sealed'
  /** The seal itself is not what was signed, does not follow the one before it, or is gone. */
  | 'seal'
  /** A seal that was written off the machine is not here. */
  | 'kept'
  /** What was signed is no longer what stands there. */
  | 'signature'
  /** The conversation says other than the evidence. */
  | 'message'
  /** A stored answer is not what the events give. */
  | 'clock';

export interface AuditFinding {
  readonly fault: AuditFault;
  /** `seal` where a seal is named and no event: then `seq` is its number. */
  readonly streamKind: string;
  readonly streamId: string;
  readonly seq: number;
  readonly eventId: string | null;
}

export interface AuditResult {
  readonly events: number;
  readonly streams: number;
  readonly texts: number;
  readonly erased: number;
  /** Seals that hold, and how many events they cover; the others wait for theirs. */
  readonly seals: number;
  readonly sealed: number;
  /** The first record that does not hold: of the streams in their order, else of the seals in theirs; null where all hold. */
  readonly first: AuditFinding | null;
}

/** Who recomputes ranges: this thread, or others beside it. */
export interface RangeWork {
  /** How many may be under way at once. */
  readonly atOnce: number;
  readonly next: (after: ChainPlace, events: number) => Promise<ChainRange | null>;
  readonly verify: (range: ChainRange) => Promise<RangeResult>;
}

export function inThisThread(ask: Ask): RangeWork {
  return {
    atOnce: 1,
    next: (after, events) => nextRange(ask, after, events),
    verify: (range) => verifyRange(ask, range),
  };
}

/** Events that are recomputed together: some megabytes. */
const RANGE = 4_000;

/**
 * Recomputes every chain of the scope's provider, range by range, compares each text that is still there with its digest and each stream's
 * end with its subject's row, and holds all of it against the seals. A text that was erased is counted, not missed: its digest stays and
 * its chain holds. Memory does not grow with the number of events.
 */
export async function verifyEvidence(
  ask: Ask,
  about: { readonly subjects: SubjectTables; readonly seals: SealsToHold; readonly work?: RangeWork },
): Promise<AuditResult> {
  // What stands beside the chains is read while others recompute them.
  const [chains, { texts, erased }, changed, loose, seals] = await Promise.all([
    verifyChains(about.work ?? inThisThread(ask)),
    countTexts(ask),
    firstChangedText(ask),
    firstLooseEnd(ask, about.subjects),
    verifySeals(ask, about.seals),
  ]);
  // Each text fits a digest of its event, so that as many of both leave none out.
  const missing = changed !== null || texts === chains.digests || chains.first !== null ? null : await firstMissingText(ask);
  const first = firstOf([chains.first, found('text', changed), found('text', missing), found('tail', loose)]);
  const { events, streams } = chains;
  return { events, streams, texts, erased, ...seals, first: first ?? seals.first };
}

async function verifyChains(work: RangeWork): Promise<Omit<RangeResult, 'first'> & { first: AuditFinding | null }> {
  const total = { events: 0, streams: 0, digests: 0 };
  let first: AuditFinding | null = null;
  const under: Promise<RangeResult>[] = [];
  const settle = async (): Promise<void> => {
    const result = await under.shift();
    // Those behind the first fault were begun before it was known, and tell nothing more.
    if (result === undefined || first !== null) return;
    total.events += result.events;
    total.streams += result.streams;
    total.digests += result.digests;
    if (result.first === null) return;
    const { fault, kind, id, seq, eventId } = result.first;
    first = { fault, streamKind: kind, streamId: id, seq, eventId };
  };
  let range = await work.next(BEFORE_ALL_CHAINS, RANGE);
  for (; range !== null && first === null; range = await work.next(range.upTo, RANGE)) {
    const verifying = work.verify(range);
    // Asked for in its turn; until then nobody listens.
    verifying.catch(() => undefined);
    under.push(verifying);
    if (under.length >= work.atOnce) await settle();
  }
  while (under.length > 0) await settle();
  return { ...total, first };
}

function found(fault: AuditFault, place: FoundPlace | null): AuditFinding | null {
  return place === null ? null : { fault, streamKind: place.kind, streamId: place.id, seq: place.seq, eventId: place.eventId };
}

/** The first by kind, stream and place. */
function firstOf(findings: readonly (AuditFinding | null)[]): AuditFinding | null {
  const keyOf = ({ streamKind, streamId, seq }: AuditFinding): string =>
    `${streamKind}/${streamId}/${String(seq).padStart(10, '0')}`;
  return findings
    .filter((one) => one !== null)
    .reduce<AuditFinding | null>((least, one) => (least === null || keyOf(one) < keyOf(least) ? one : least), null);
}
