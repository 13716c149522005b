import { createHash, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { AccountHolder } from './session-reader.ts';

/** A token as its address holds it: 256 bits of chance need no slow hash. */
export const FEED_TOKEN = /^[\w-]{43}$/;

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Makes the secret of a person's calendar, in place of the one before. It is told here and kept nowhere. */
export async function renewFeed(tx: Kysely<never>, holder: AccountHolder): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`insert into auth.calendar_feed (person_id, provider_id, digest)
    values (${holder.personId}, ${holder.providerId}, ${digestOf(token)})
    on conflict (person_id) do update set digest = excluded.digest, made_at = now()`.execute(tx);
  return token;
}

/** From now on no address opens the person's calendar; says whether one did. */
export async function endFeed(tx: Kysely<never>, personId: string): Promise<boolean> {
  const { rows } = await sql`delete from auth.calendar_feed where person_id = ${personId} returning person_id`.execute(tx);
  return rows.length > 0;
}

/** When the address in force was made, epoch milliseconds; null where there is none. */
export async function feedMadeAt(tx: Kysely<never>, personId: string): Promise<number | null> {
  const { rows } = await sql<{
    made_at: number;
  }>`select made_at from auth.calendar_feed where person_id = ${personId}`.execute(tx);
  return rows[0]?.made_at ?? null;
}

/** Whose calendar a token opens; null where none. */
export async function feedHolder(db: Kysely<never>, token: string): Promise<AccountHolder | null> {
  if (!FEED_TOKEN.test(token)) return null;
  const { rows } = await sql<{ person_id: string; provider_id: string }>`select person_id, provider_id from auth.calendar_feed
    where digest = ${digestOf(token)}`.execute(db);
  return rows[0] === undefined ? null : { personId: rows[0].person_id, providerId: rows[0].provider_id };
}
