import type { SealingKey } from '../keys/sealing-keys.ts';
import type { Ask } from './ask.ts';
import { merkleRoot } from './merkle.ts';
import { digestOfSeal, isSealSigned, lineOfSeal, type Seal } from './seal.ts';
import type { AuditFinding } from './finding.ts';
import { coveredBy, heldSealsAfter, type Covered, type HeldSeal } from './sealed-events.store.ts';
import { BEFORE_ALL, leavesOf, sealOf, type StoredSeal } from './seals.store.ts';
import { untoldKeys } from './told-keys.store.ts';

export interface SealsToHold {
  /** Oldest first: behind a seal of one none is signed with an older. */
  readonly keys: readonly SealingKey[];
  /** Seals as they were written off the machine, by number; undefined where none are given. Each must be here. */
  readonly kept?: ReadonlyMap<number, string>;
}

export interface SealsResult {
  readonly seals: number;
  readonly sealed: number;
  readonly first: AuditFinding | null;
}

/**
 * Holds the events against their seals, in the order of the seals: each is signed, follows the one before it, and covers the events that lie
 * in its piece of the order, neither more nor fewer nor others. The first that does not hold is named by its event where there is one. Where
 * all hold, so must the keys: each that signs in the place of another is told of by an event.
 */
export async function verifySeals(ask: Ask, about: SealsToHold): Promise<SealsResult> {
  let last: StoredSeal | null = null;
  /** By the ids of the keys that sign, the number of the first seal of each. */
  const used = new Map<string, number>();
  const reached = (first: AuditFinding | null): SealsResult => ({
    seals: last?.seal.number ?? 0,
    sealed: last?.seal.total ?? 0,
    first,
  });
  for (;;) {
    const rows: readonly HeldSeal[] = await heldSealsAfter(ask, {
      number: last?.seal.number ?? 0,
      upTo: last?.upTo ?? BEFORE_ALL,
    });
    for (const row of rows) {
      const first: AuditFinding | null = await faultOf(ask, { row, last, about });
      if (first !== null) return reached(first);
      last = sealOf(row);
      if (!used.has(row.key_id)) used.set(row.key_id, row.number);
    }
    if (rows.length === 0) break;
  }
  // Those that were kept elsewhere and are here were compared; one beyond the last shows that the end was cut off.
  const numbers = about.kept?.keys().filter((number) => number > (last?.seal.number ?? 0)) ?? [];
  const beyond = Math.min(...numbers);
  if (Number.isFinite(beyond)) return reached(sealFault('kept', beyond));
  const [untold] = await untoldKeys(ask, about.keys, used.keys());
  return reached(untold === undefined ? null : sealFault('key', used.get(untold) ?? 0));
}

async function faultOf(
  ask: Ask,
  { row, last, about }: { row: HeldSeal; last: StoredSeal | null; about: SealsToHold },
): Promise<AuditFinding | null> {
  const { seal, upTo } = sealOf(row);
  const leaves = leavesOf(row.leaves);
  if (statedWrongly(seal, last, about) || merkleRoot(leaves).toString('hex') !== seal.root) return sealFault('seal', seal.number);
  return row.covers ? null : named(seal.number, leaves, await coveredBy(ask, { after: last?.upTo ?? BEFORE_ALL, upTo }));
}

function sealFault(fault: 'seal' | 'kept' | 'sealed' | 'key', number: number): AuditFinding {
  return { fault, streamKind: 'seal', streamId: '', seq: number, eventId: null };
}

function statedWrongly(seal: Seal, last: StoredSeal | null, { keys, kept }: SealsToHold): boolean {
  const line = kept?.get(seal.number);
  return (
    seal.number !== (last?.seal.number ?? 0) + 1 ||
    seal.previous !== (last === null ? null : digestOfSeal(last.seal)) ||
    seal.total !== (last?.seal.total ?? 0) + seal.events ||
    !isSealSigned(seal, keys) ||
    (last !== null && placeOf(keys, seal) < placeOf(keys, last.seal)) ||
    (line !== undefined && line !== lineOfSeal(seal))
  );
}

function placeOf(keys: readonly SealingKey[], { keyId }: Seal): number {
  return keys.findIndex(({ id }) => id === keyId);
}

/** Which event is not what was sealed: the first that stands there and was not sealed there, else the place of one that is gone. */
function named(number: number, leaves: readonly Buffer[], events: readonly Covered[]): AuditFinding {
  const sealed = new Set(leaves.map((leaf) => leaf.toString('hex')));
  const other = events.find(({ hash }) => !sealed.has(hash));
  return other === undefined
    ? sealFault('sealed', number)
    : { fault: 'sealed', streamKind: other.kind, streamId: other.id, seq: other.seq, eventId: other.eventId };
}
