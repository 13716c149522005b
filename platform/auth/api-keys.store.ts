import { createHash, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Told } from '../db/pool.ts';
import { sendThrough } from '../db/statement-group.ts';
import type { AccountHolder } from './session-reader.ts';
import { TOLD, toldBy } from './told.ts';

/** What a key begins with: told apart at a glance, and by those who look for keys that leaked. */
const PREFIX = 'pledge_';
const KEY = /^bearer (pledge_[\w-]{43})$/i;
/** So exactly is the last use known: a request that only reads writes nothing. */
const USED_SECONDS = 15 * 60;

export interface ApiKeyRow {
  readonly id: string;
  readonly personId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
}

/** A key by its digest: 256 bits of chance need no slow hash. */
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Makes a key for a program in the caller's transaction. The key itself is told here and kept nowhere. */
export async function makeKey(tx: Kysely<never>, holder: AccountHolder & { readonly id: string }): Promise<string> {
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  await sql`insert into auth.api_key (id, provider_id, person_id, digest)
    values (${holder.id}, ${holder.providerId}, ${holder.personId}, ${digestOf(key)})`.execute(tx);
  return key;
}

/** Ends a key of the provider from this instant on; gives whose it was, null where there is none to end. */
export async function revokeKey(
  tx: Kysely<never>,
  key: { readonly id: string; readonly providerId: string },
): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`update auth.api_key set revoked_at = now()
    where id = ${key.id} and provider_id = ${key.providerId} and revoked_at is null returning person_id`.execute(tx);
  return rows[0]?.person_id ?? null;
}

export async function keysOfProvider(tx: Kysely<never>, providerId: string): Promise<ApiKeyRow[]> {
  const { rows } = await sql<{
    id: string;
    person_id: string;
    created_at: number;
    revoked_at: number | null;
    last_used_at: number | null;
  }>`select id, person_id, created_at, revoked_at, last_used_at from auth.api_key where provider_id = ${providerId} order by created_at`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }));
}

export interface KnownKey extends AccountHolder {
  readonly id: string;
  readonly told: Told;
}

/** Whose the key of an `Authorization` header is; null where it is none of ours or was revoked. */
export async function holderOfKey(pool: pg.Pool, authorization: string): Promise<KnownKey | null> {
  const key = KEY.exec(authorization)?.[1];
  if (key === undefined) return null;
  const row = await sendThrough<{
    id: string;
    person_id: string;
    provider_id: string;
    rests: boolean;
    now: string;
    standing: string;
  }>(pool, {
    text: `select k.id, k.person_id, k.provider_id, coalesce(k.last_used_at < now() - make_interval(secs => $2), true) as rests, ${TOLD}
      from auth.api_key k left join pledge.standing_data d on d.provider_id = k.provider_id
      where k.digest = $1 and k.revoked_at is null`,
    values: [digestOf(key), USED_SECONDS],
  });
  if (row === undefined) return null;
  // Nobody waits for it: when it is lost, the next request writes it.
  if (row.rests) pool.query('update auth.api_key set last_used_at = now() where id = $1', [row.id]).catch(() => undefined);
  return { id: row.id, personId: row.person_id, providerId: row.provider_id, told: toldBy(row) };
}
