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
/** Longer than a mail server may keep us waiting: after that long whoever took a letter is held to be dead. */
const HELD = '5 minutes';

interface TakenLetter {
  readonly id: string;
  readonly kind: LinkKind;
  /** This one counted. Who finds another number has not got it any more. */
  readonly attempts: number;
  readonly person_id: string | null;
  readonly provider_id: string;
}

/**
 * Sends one letter that is due. Its link is made here, so that none lies in clear. Nothing in the database waits for the mail server: a
 * worker has the letter for so long, and writes what came of it afterwards. Gives whether one was taken: sent, given up, or of nobody
 * known.
 */
export async function sendLetter(pool: pg.Pool, send: (letter: LetterToSend) => Promise<void>): Promise<boolean> {
  const letter = await takeLetter(pool);
  if (letter === undefined) return false;
  const { id, attempts } = letter;
  const sent = letter.person_id === null || (await isSent(pool, letter, send));
  if (sent || attempts >= LETTER_TRIES) await pool.query('delete from auth.letter where id = $1', [id]);
  else
    await pool.query(
      `update auth.letter set next_at = now() + make_interval(secs => 30 * 2 ^ (attempts - 1)) where id = $1 and attempts = $2`,
      [id, attempts],
    );
  return true;
}

async function takeLetter(pool: pg.Pool): Promise<TakenLetter | undefined> {
  const { rows } = await pool.query<TakenLetter>(
    `with due as (select id from auth.letter where next_at <= now() order by next_at limit 1 for update skip locked),
       taken as (update auth.letter l set attempts = l.attempts + 1, next_at = now() + $1::interval from due where l.id = due.id
         returning l.id, l.kind, l.attempts, l.login_key)
     select t.id, t.kind, t.attempts, u.person_id, u.provider_id from taken t left join auth."user" u on u.email = t.login_key`,
    [HELD],
  );
  return rows[0];
}

async function isSent(pool: pg.Pool, letter: TakenLetter, send: (letter: LetterToSend) => Promise<void>): Promise<boolean> {
  const holder = { personId: letter.person_id ?? '', providerId: letter.provider_id };
  const token = await makeLink(pool, holder, letter.kind);
  return send({ holder, kind: letter.kind, token, id: letter.id }).then(
    () => true,
    () => false,
  );
}
