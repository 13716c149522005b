import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import type { Told } from '../db/pool.ts';
import { sendThrough } from '../db/statement-group.ts';
import { TOLD, toldBy } from './told.ts';

export interface SessionRow {
  readonly id: string;
  /** Good for enrolling a second factor, and for nothing else. */
  readonly confined: boolean;
  readonly userId: string;
  readonly personId: string;
  readonly providerId: string;
  readonly token: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly told: Told;
}

/**
 * The token of a signed cookie, `TOKEN.SIGNATURE` as better-auth writes it, or null if the signature is not ours.
 * Read here because better-auth takes a millisecond of the processor for it, more than a whole command may.
 */
export function tokenOf(cookieHeader: string, name: string, secret: string): string | null {
  const found = cookieHeader
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  if (found === undefined) return null;
  const value = decoded(found.slice(name.length + 1));
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

/** The session of a token with its account, in one statement; null if it is unknown or has ended by the database's time. */
export async function findSession(pool: pg.Pool, token: string): Promise<SessionRow | null> {
  const row = await sendThrough<{
    id: string;
    confined: boolean;
    user_id: string;
    person_id: string;
    provider_id: string;
    created_at: Date;
    expires_at: Date;
    now: string;
    standing: string;
  }>(pool, {
    text: `select s.id, s.confined, s.user_id, u.person_id, u.provider_id, s.created_at, s.expires_at, ${TOLD}
      from auth.session s join auth."user" u on u.id = s.user_id left join pledge.standing_data d on d.provider_id = u.provider_id
      where s.token = $1 and s.expires_at > now()`,
    values: [token],
  });
  if (row === undefined) return null;
  return {
    id: row.id,
    confined: row.confined,
    userId: row.user_id,
    personId: row.person_id,
    providerId: row.provider_id,
    token,
    createdAt: row.created_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    told: toldBy(row),
  };
}

/** Removes what ended more than a day ago: nobody asks for it, since nobody can present it. */
export async function sweepSessions(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from auth.session where expires_at < now() - interval '1 day'`);
}

/** A session as its person sees it in a list. */
export interface OpenSession {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** What the browser calls itself; empty where it does not say. */
  readonly userAgent: string;
}

export async function sessionsOf(pool: pg.Pool, personId: string): Promise<OpenSession[]> {
  const { rows } = await pool.query<{ id: string; created_at: Date; updated_at: Date; user_agent: string | null }>(
    `select s.id, s.created_at, s.updated_at, s.user_agent from auth.session s join auth."user" u on u.id = s.user_id
     where u.person_id = $1 and s.expires_at > now() order by s.created_at desc, s.id`,
    [personId],
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.getTime(),
    lastUsedAt: row.updated_at.getTime(),
    userAgent: row.user_agent ?? '',
  }));
}

export async function endSession(pool: pg.Pool, personId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'delete from auth.session s using auth."user" u where u.id = s.user_id and u.person_id = $1 and s.id = $2',
    [personId, sessionId],
  );
  return rowCount === 1;
}

/** Until its person has a second factor, a session is good for nothing but enrolling one. */
export async function confineSession(pool: pg.Pool, token: string): Promise<void> {
  await pool.query('update auth.session set confined = true where token = $1', [token]);
}

/** The person has enrolled: the sessions that waited for it are like any other. */
export async function freeSessions(pool: pg.Pool, personId: string): Promise<void> {
  await pool.query(
    'update auth.session s set confined = false from auth."user" u where u.id = s.user_id and u.person_id = $1 and s.confined',
    [personId],
  );
}
