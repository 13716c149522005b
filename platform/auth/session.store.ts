import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';

export interface SessionRow {
  readonly userId: string;
  readonly personId: string;
  readonly providerId: string;
  readonly token: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
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
  const { rows } = await pool.query<{
    user_id: string;
    person_id: string;
    provider_id: string;
    created_at: Date;
    expires_at: Date;
  }>(
    `select s.user_id, u.person_id, u.provider_id, s.created_at, s.expires_at
     from auth.session s join auth."user" u on u.id = s.user_id where s.token = $1 and s.expires_at > now()`,
    [token],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    userId: row.user_id,
    personId: row.person_id,
    providerId: row.provider_id,
    token,
    createdAt: row.created_at.getTime(),
    expiresAt: row.expires_at.getTime(),
  };
}

/** Removes what ended more than a day ago: nobody asks for it, since nobody can present it. */
export async function sweepSessions(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from auth.session where expires_at < now() - interval '1 day'`);
}
