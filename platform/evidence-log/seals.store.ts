import { sql, type Transaction } from 'kysely';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { EvidenceTables } from './evidence.tables.ts';
import { digestOfSeal, type Seal } from './seal.ts';

/** The place of an event in the order in which events are sealed. */
export interface SealingPlace {
  readonly era: number;
  /** Transaction ids have 64 bits: as texts. */
  readonly xid: string;
  readonly id: string;
}

/** A seal as it is stored: what it says, up to where it reaches, and the hashes it covers. */
export interface StoredSeal {
  readonly seal: Seal;
  readonly upTo: SealingPlace;
}

/** Before all events. */
export const BEFORE_ALL: SealingPlace = { era: 0, xid: '0', id: '00000000-0000-0000-0000-000000000000' };

/** A row of the table without its hashes. */
export interface SealRow {
  readonly provider_id: string;
  readonly number: number;
  readonly sealed_at: number;
  readonly events: number;
  readonly total: number;
  readonly root: Buffer;
  readonly previous: Buffer | null;
  readonly last_era: number;
  readonly last_xid: string;
  readonly last_event: string;
  readonly key_id: string;
  readonly signature: Buffer;
}

export const SEAL_COLUMNS = [
  'provider_id',
  'number',
  'sealed_at',
  'events',
  'total',
  'root',
  'previous',
  'last_era',
  'last_xid',
  'last_event',
  'key_id',
  'signature',
] as const satisfies readonly (keyof SealRow)[];

export function sealOf(row: SealRow): StoredSeal {
  return {
    seal: {
      seal: 1,
      providerId: row.provider_id,
      number: row.number,
      sealedAt: formatInstant(row.sealed_at as Instant),
      events: row.events,
      total: row.total,
      root: row.root.toString('hex'),
      previous: row.previous?.toString('hex') ?? null,
      keyId: row.key_id,
      signature: row.signature.toString('hex'),
    },
    upTo: { era: row.last_era, xid: row.last_xid, id: row.last_event },
  };
}

/** Only one process seals a provider's events at a time. @returns false where another is at it: it does the work. */
export async function claimSealing(tx: Transaction<EvidenceTables>, providerId: string): Promise<boolean> {
  const { rows } = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended('pledge.seal', 0) # hashtextextended(${providerId}, 0)) as mine`.execute(
    tx,
  );
  return rows[0]?.mine === true;
}

/** The newest seal of the scope's provider. */
export async function lastSeal(tx: Transaction<EvidenceTables>): Promise<StoredSeal | null> {
  const row = await tx.selectFrom('pledge.seal').select(SEAL_COLUMNS).orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : sealOf(row);
}

/** Seals behind a number, in order. */
export async function sealsAfter(tx: Transaction<EvidenceTables>, number: number, limit: number): Promise<Seal[]> {
  const rows = await tx
    .selectFrom('pledge.seal')
    .select(SEAL_COLUMNS)
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map((row) => sealOf(row).seal);
}

/** The seal that covers a place in the order of sealing, with the hashes it covers; null where none reaches it yet. */
export async function sealReaching(
  tx: Transaction<EvidenceTables>,
  { era, xid, id }: SealingPlace,
): Promise<(StoredSeal & { readonly leaves: readonly Buffer[] }) | null> {
  const row = await tx
    .selectFrom('pledge.seal')
    .select([...SEAL_COLUMNS, 'leaves'])
    .where(sql<boolean>`(last_era, last_xid, last_event) >= (${era}::integer, ${xid}::text::xid8, ${id}::uuid)`)
    .orderBy('last_era')
    .orderBy('last_xid')
    .orderBy('last_event')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { ...sealOf(row), leaves: leavesOf(row.leaves) };
}

/** Bytes of one hash. */
const HASH_BYTES = 32;

export function leavesOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, place) =>
    bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}

export interface EventToSeal {
  readonly place: SealingPlace;
  readonly hash: Buffer;
}

/**
 * The next events behind a place whose transactions are certainly finished: those of earlier eras, and of this one those of a transaction
 * older than every one that is under way. One that stays open for long holds up what came after it, and is never skipped.
 */
export async function eventsToSeal(tx: Transaction<EvidenceTables>, after: SealingPlace, limit: number): Promise<EventToSeal[]> {
  const { rows } = await sql<{ era: number; xid: string; id: string; hash: Buffer }>`
    select era, xid::text as xid, id, hash from pledge.event event
    where provider_id = pledge.current_provider()
      and (era, xid, id) > (${after.era}::integer, ${after.xid}::text::xid8, ${after.id}::uuid)
      and (era < pledge.event_era() or xid < pg_snapshot_xmin(pg_current_snapshot()))
    order by event.era, event.xid, event.id limit ${limit}`.execute(tx);
  return rows.map(({ era, xid, id, hash }) => ({ place: { era, xid, id }, hash }));
}

export async function storeSeal(
  tx: Transaction<EvidenceTables>,
  { seal, upTo, leaves }: StoredSeal & { readonly leaves: readonly Buffer[] },
): Promise<void> {
  await tx
    .insertInto('pledge.seal')
    .values({
      provider_id: seal.providerId,
      number: seal.number,
      sealed_at: seal.sealedAt,
      events: seal.events,
      total: seal.total,
      root: Buffer.from(seal.root, 'hex'),
      previous: seal.previous === null ? null : Buffer.from(seal.previous, 'hex'),
      last_era: upTo.era,
      last_xid: upTo.xid,
      last_event: upTo.id,
      leaves: Buffer.concat(leaves),
      key_id: seal.keyId,
      signature: Buffer.from(seal.signature, 'hex'),
    })
    .execute();
}

/** The digest that the next seal names. */
export function previousOf(last: StoredSeal | null): string | null {
  return last === null ? null : digestOfSeal(last.seal);
}
