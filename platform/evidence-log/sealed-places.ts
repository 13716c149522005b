import type { Transaction } from 'kysely';
import type { EvidenceTables } from './evidence.tables.ts';
import { merkleTree } from './merkle.ts';
import { lineOfSeal } from './seal.ts';
import { sealReaching, type SealingPlace } from './seals.store.ts';

/** Where an event stands in its seal, hashes in lower-case hexadecimal. */
export interface SealedPlace {
  readonly seal: number;
  readonly place: number;
  readonly path: readonly string[];
}

export interface EventToPlace extends SealingPlace {
  readonly hash: Buffer;
}

/**
 * Places of many events in their seals; one that waits for its seal has none, and neither has one that is not what was sealed. Each seal is
 * read once. `met` is told the line of each seal that covers one of them.
 */
export async function sealedPlaces(
  tx: Transaction<EvidenceTables>,
  events: readonly EventToPlace[],
  met: (number: number, line: string) => void,
): Promise<Map<string, SealedPlace>> {
  const places = new Map<string, SealedPlace>();
  let waiting = [...events].sort(inSealingOrder);
  for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
    const reaching = await sealReaching(tx, first);
    if (reaching === null) return places;
    const { seal, leaves, upTo } = reaching;
    const placeOf = new Map(leaves.map((leaf, place) => [leaf.toString('hex'), place]));
    const tree = merkleTree(leaves);
    const covered = waiting.filter((event) => inSealingOrder(event, upTo) <= 0);
    for (const { id, hash } of covered) {
      const place = placeOf.get(hash.toString('hex'));
      if (place !== undefined)
        places.set(id, { seal: seal.number, place, path: tree.path(place).map((node) => node.toString('hex')) });
    }
    met(seal.number, lineOfSeal(seal));
    waiting = waiting.slice(covered.length);
  }
  return places;
}

function inSealingOrder(one: SealingPlace, other: SealingPlace): number {
  if (one.era !== other.era) return one.era - other.era;
  const [mine, theirs] = [BigInt(one.xid), BigInt(other.xid)];
  if (mine !== theirs) return mine < theirs ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}
