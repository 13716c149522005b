import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { AccountHolder } from './session-reader.ts';

export type LinkKind = 'invitation' | 'reset';

/** How long a link may wait: who is invited is often away; who forgot a password stands before the page. */
const LASTS: Readonly<Record<LinkKind, string>> = { invitation: '3 days', reset: '1 hour' };

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A link that sets the person's password once. Whatever was made before for the same person opens nothing any more. */
export async function makeLink(pool: pg.Pool, holder: AccountHolder, kind: LinkKind): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await pool.query(
    `with before as (delete from auth.password_link where person_id = $2 or expires_at < now() - interval '1 day')
     insert into auth.password_link (digest, person_id, provider_id, kind, expires_at) values ($1, $2, $3, $4, now() + $5::interval)`,
    [digestOf(token), holder.personId, holder.providerId, kind, LASTS[kind]],
  );
  return token;
}

const STILL_OPENS = 'digest = $1 and used_at is null and expires_at > now()';

/** Whose a link is; null where it is none, was used or is too old. */
export async function holderOfLink(pool: pg.Pool, token: string): Promise<AccountHolder | null> {
  const { rows } = await pool.query<{ person_id: string; provider_id: string }>(
    `select person_id, provider_id from auth.password_link where ${STILL_OPENS}`,
    [digestOf(token)],
  );
  const row = rows[0];
  return row === undefined ? null : { personId: row.person_id, providerId: row.provider_id };
}

/** Uses a link up; false where that is too late. */
export async function spendLink(pool: pg.Pool, token: string): Promise<boolean> {
  const { rowCount } = await pool.query(`update auth.password_link set used_at = now() where ${STILL_OPENS}`, [digestOf(token)]);
  return rowCount === 1;
}

/**
 * Asks for a letter with a link: the same row and the same work whether anybody has the name or not. What waited for a day is dropped:
 * where no mail is set nobody sends it.
 */
export async function askForLetter(pool: pg.Pool, loginKey: string, kind: LinkKind): Promise<void> {
  await pool.query(
    `with past as (delete from auth.letter where next_at < now() - interval '1 day')
     insert into auth.letter (login_key, kind) values ($1, $2)`,
    [loginKey, kind],
  );
}

export interface LetterToSend {
  readonly holder: AccountHolder;
  readonly kind: LinkKind;
  readonly token: string;
  /** Names the letter for good. */
  readonly id: string;
}

const LETTER_TRIES = 6;

/**
 * Sends one letter that is due. Its link is made here, so that none lies in clear. Gives whether one was taken: sent, given up, or of
 * nobody known.
 */
export async function sendLetter(pool: pg.Pool, send: (letter: LetterToSend) => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{
      id: string;
      kind: LinkKind;
      attempts: number;
      person_id: string | null;
      provider_id: string;
    }>(
      `select l.id, l.kind, l.attempts, u.person_id, u.provider_id from auth.letter l left join auth."user" u on u.email = l.login_key
       where l.next_at <= now() order by l.next_at limit 1 for update of l skip locked`,
    );
    const [row] = rows;
    if (row === undefined) {
      await client.query('commit');
      return false;
    }
    let sent = row.person_id === null;
    if (row.person_id !== null) {
      const holder = { personId: row.person_id, providerId: row.provider_id };
      const token = await makeLink(pool, holder, row.kind);
      sent = await send({ holder, kind: row.kind, token, id: row.id }).then(
        () => true,
        () => false,
      );
    }
    const ended = sent || row.attempts + 1 >= LETTER_TRIES;
    if (ended) await client.query('delete from auth.letter where id = $1', [row.id]);
    else
      await client.query(
        `update auth.letter set attempts = attempts + 1, next_at = now() + make_interval(secs => 30 * 2 ^ attempts) where id = $1`,
        [row.id],
      );
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
