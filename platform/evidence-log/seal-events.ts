import type { Kysely, Transaction } from 'kysely';
import { inTransaction } from '../db/pool.ts';
import type { SealingKeys } from '../keys/sealing-keys.ts';
import { formatInstant, instant, parseInstant, type Instant } from '../time/instant.ts';
import type { TimeSource } from '../time/time-source.ts';
import type { EvidenceTables } from './evidence.tables.ts';
import { FOUND, tellKeyChanges } from './key-changes.store.ts';
import { merkleRoot } from './merkle.ts';
import { signSeal, type Seal } from './seal.ts';
import { BEFORE_ALL, claimSealing, eventsToSeal, lastSeal, previousOf, storeSeal } from './seals.store.ts';

/** Events that one seal covers at most: a path has 13 steps, and a step of the worker half a megabyte. */
export const MOST_EVENTS = 8_192;
/** Between two seals of a provider, unless more events wait than one covers. So long an event stands unsealed. */
const SEAL_EVERY_MS = 10_000;

export interface SealDeps {
  readonly db: Kysely<EvidenceTables>;
  readonly time: TimeSource;
  readonly keys: SealingKeys;
  /** Events that one seal covers at most, where fewer are wanted than the product seals at once. */
  readonly most?: number;
}

/** Somebody else seals with a key that was put in the place of ours: what we signed behind it would not hold. */
export class SealedByUnknownKey extends Error {
  constructor({ number, keyId }: Seal) {
    super(
      `seal ${number} is signed with the key ${keyId}, which is not in the key file here: nothing is sealed. Point PLEDGE_SECRET_FILE to the key file that all nodes share`,
    );
  }
}

/**
 * Seals what the provider's evidence holds that is finished and not yet sealed: at most one seal, in one transaction, which a kill
 * leaves whole or undone. Any number of workers may call it at once. Writes nothing where nothing is new.
 * @returns the seal, and whether more events wait than it covers
 */
export async function sealEvents(deps: SealDeps, providerId: string): Promise<{ seal: Seal | null; more: boolean }> {
  const { most = MOST_EVENTS } = deps;
  return inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
    if (!(await claimSealing(tx, providerId))) return { seal: null, more: false };
    const now = deps.time.now(instant(databaseNow));
    await tellKeyChanges(tx, { providerId, keys: deps.keys.known, actor: FOUND, now });
    const seal = await sealNext(tx, { providerId, keys: deps.keys, now, most });
    return { seal, more: seal?.events === most };
  });
}

async function sealNext(
  tx: Transaction<EvidenceTables>,
  about: { providerId: string; keys: SealingKeys; now: Instant; most: number },
): Promise<Seal | null> {
  const { providerId, keys, now, most } = about;
  // Asked behind the claim: whoever sealed before has committed.
  const last = await lastSeal(tx);
  if (last !== null && last.seal.events < most && now < (parseInstant(last.seal.sealedAt) ?? now) + SEAL_EVERY_MS) return null;
  if (last !== null && !keys.known.some(({ id }) => id === last.seal.keyId)) throw new SealedByUnknownKey(last.seal);
  const events = await eventsToSeal(tx, last?.upTo ?? BEFORE_ALL, most);
  const end = events.at(-1);
  if (end === undefined) return null;
  const leaves = events.map(({ hash }) => hash);
  const seal = signSeal(
    {
      providerId,
      number: (last?.seal.number ?? 0) + 1,
      sealedAt: formatInstant(now),
      events: events.length,
      total: (last?.seal.total ?? 0) + events.length,
      root: merkleRoot(leaves).toString('hex'),
      previous: previousOf(last),
    },
    keys.signer,
  );
  await storeSeal(tx, { seal, upTo: end.place, leaves });
  return seal;
}
