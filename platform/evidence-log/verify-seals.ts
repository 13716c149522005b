import type { SealingKey } from '../keys/sealing-keys.ts';
import type { Ask } from './ask.ts';
import { merkleRoot } from './merkle.ts';
import { digestOfSeal, isSealSigned, lineOfSeal } from './seal.ts';
import type { AuditFinding } from './verify.ts';
import { BEFORE_ALL, sealOf, type SealRow, type StoredSeal } from './seals.store.ts';
import { coveredBy, leavesOfSeal, sealRowsAfter, type Covered } from './sealed-events.store.ts';

export interface SealsToHold {
  readonly keys: readonly SealingKey[];
  /** Seals as they were written off the machine, by number; undefined where none are given. Each must be here. */
  readonly kept?: ReadonlyMap<number, string>;
}

export interface SealsResult {
  readonly seals: number;
  readonly sealed: number;
  readonly first: AuditFinding | null;
}

/** Seals that are read together: without their hashes, which are read for one at a time. */
const PAGE = 500;

/**
 * Holds the events against their seals, in the order of the seals: each is signed, follows the one before it, and covers the events that lie
 * in its piece of the order, neither more nor fewer nor others. The first that does not hold is named by its event where there is one.
 */
export async function verifySeals(ask: Ask, about: SealsToHold): Promise<SealsResult> {
  let last: StoredSeal | null = null;
  for (;;) {
    const rows: readonly SealRow[] = await sealRowsAfter(ask, last?.seal.number ?? 0, PAGE);
    for (const row of rows) {
      const next: StoredSeal = sealOf(row);
      const first = statedWrongly(next, last, about) ? sealFault('seal', next.seal.number) : await firstOther(ask, next, last);
      if (first !== null) return { seals: last?.seal.number ?? 0, sealed: last?.seal.total ?? 0, first };
      last = next;
    }
    if (rows.length < PAGE) break;
  }
  const seals = last?.seal.number ?? 0;
  const sealed = last?.seal.total ?? 0;
  // Those that were kept elsewhere and are here were compared; one beyond the last shows that the end was cut off.
  const beyond = [...(about.kept?.keys() ?? [])].filter((number) => number > seals).sort((a, b) => a - b)[0];
  return { seals, sealed, first: beyond === undefined ? null : sealFault('kept', beyond) };
}

function sealFault(fault: 'seal' | 'kept' | 'sealed', number: number): AuditFinding {
  return { fault, streamKind: 'seal', streamId: '', seq: number, eventId: null };
}

function statedWrongly({ seal }: StoredSeal, last: StoredSeal | null, { keys, kept }: SealsToHold): boolean {
  const line = kept?.get(seal.number);
  return (
    seal.number !== (last?.seal.number ?? 0) + 1 ||
    seal.previous !== (last === null ? null : digestOfSeal(last.seal)) ||
    seal.total !== (last?.seal.total ?? 0) + seal.events ||
    !isSealSigned(seal, keys) ||
    (line !== undefined && line !== lineOfSeal(seal))
  );
}

async function firstOther(ask: Ask, seal: StoredSeal, last: StoredSeal | null): Promise<AuditFinding | null> {
  const { number, root } = seal.seal;
  const { leaves, covers } = await leavesOfSeal(ask, { number, after: last?.upTo ?? BEFORE_ALL, upTo: seal.upTo });
  if (merkleRoot(leaves).toString('hex') !== root) return sealFault('seal', number);
  return covers ? null : named(number, leaves, await coveredBy(ask, { after: last?.upTo ?? BEFORE_ALL, upTo: seal.upTo }));
}

/** Which event is not what was sealed: the first that stands there and was not sealed there, else the place of one that is gone. */
function named(number: number, leaves: readonly Buffer[], events: readonly Covered[]): AuditFinding {
  const sealed = new Set(leaves.map((leaf) => leaf.toString('hex')));
  const other = events.find(({ hash }) => !sealed.has(hash));
  return other === undefined
    ? sealFault('sealed', number)
    : { fault: 'sealed', streamKind: other.kind, streamId: other.id, seq: other.seq, eventId: other.eventId };
}
