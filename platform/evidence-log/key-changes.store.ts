import { sql, type Transaction } from 'kysely';
import { uuidv7 } from '../db/uuid.ts';
import type { SealingKey } from '../keys/sealing-keys.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { appendEvents, type EventToAppend } from './append.ts';
import type { EventActor, EvidenceTables } from './evidence.tables.ts';

/** Who changed the key, where that is known; whoever finds a key that nobody told of is the system. */
export const FOUND: EventActor = { kind: 'system', id: null };

/** One change of the key for seals at a time: a second would be of a file that the first is just writing. */
export async function claimKeyChange(tx: Transaction<EvidenceTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('pledge.sealing-key', 0))`.execute(tx);
}

/**
 * Tells the provider's evidence of every key that came in the place of another and that no event names yet, each in a stream of its own. The key
 * file is written before: whoever is ended between the two leaves a key that is told of here, before anything is sealed with it.
 * @param keys all of the key file, oldest first
 */
export async function tellKeyChanges(
  tx: Transaction<EvidenceTables>,
  about: { readonly providerId: string; readonly keys: readonly SealingKey[]; readonly actor: EventActor; readonly now: Instant },
): Promise<void> {
  const { providerId, keys, actor, now } = about;
  if ((await untold(tx, keys)).length === 0) return;
  // Who changes the key just now tells of it, and knows by whom.
  await claimKeyChange(tx);
  for (const { key, previous } of await untold(tx, keys)) {
    const id = uuidv7(now);
    const end = appendEvents(
      tx,
      { providerId, customerId: null, requestId: null, actor, recordedAt: now },
      { kind: 'sealingKey', id, end: { seq: 0, hash: null }, events: [changeOf({ key, previous }, now)] },
    );
    if (end.hash === null) throw new Error('an event without the end of its chain');
    await tx
      .insertInto('pledge.sealing_key_change')
      .values({
        provider_id: providerId,
        id,
        key_id: key.id,
        previous_key_id: previous.id,
        told_at: formatInstant(now),
        seq: end.seq,
        last_hash: end.hash,
      })
      .execute();
  }
}

interface Change {
  readonly key: SealingKey;
  readonly previous: SealingKey;
}

async function untold(tx: Transaction<EvidenceTables>, keys: readonly SealingKey[]): Promise<Change[]> {
  const [first, ...later] = keys;
  if (first === undefined || later.length === 0) return [];
  const told = new Set(
    (await tx.selectFrom('pledge.sealing_key_change').select('key_id').execute()).map(({ key_id: keyId }) => keyId),
  );
  return later.map((key, place) => ({ key, previous: keys[place] ?? first })).filter(({ key }) => !told.has(key.id));
}

function changeOf({ key, previous }: Change, now: Instant): EventToAppend {
  return {
    id: uuidv7(now),
    type: 'sealingKeyChanged',
    flow: null,
    from: null,
    to: null,
    writes: [],
    data: { keyId: key.id, publicKey: key.publicKey, previousKeyId: previous.id },
    texts: {},
    contactId: null,
    visibility: 'shared',
    commitments: [],
    occurredAt: now,
    lateReason: null,
  };
}
