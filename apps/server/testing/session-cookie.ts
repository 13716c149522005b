import { createHmac, randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { sessionCookieName } from '#platform/auth/better-auth.ts';
import { loginAddress } from '#platform/auth/login.ts';

/**
 * A session without a password: the rows that a sign-in leaves, and the cookie that names them. Hashing a password takes the processor
 * longer than a whole journey; how people sign in is shown where sign-in itself is tested.
 */
export async function sessionCookie(
  db: Kysely<never>,
  account: { personId: string; providerId: string; login: string; secret: string; publicUrl?: string },
): Promise<string> {
  const { personId, providerId, login, secret, publicUrl = 'http://localhost' } = account;
  const token = randomUUID();
  const { rows } = await sql<{
    id: string;
  }>`insert into auth."user" (id, name, email, email_verified, person_id, provider_id, created_at, updated_at)
    values (${randomUUID()}, '', ${loginAddress(login)}, false, ${personId}::uuid, ${providerId}::uuid, now(), now())
    on conflict (person_id) do update set updated_at = now() returning id`.execute(db);
  await sql`insert into auth.session (id, token, user_id, expires_at, created_at, updated_at) values (${randomUUID()}, ${token}, ${rows[0]?.id}, now() + interval '12 hours', now(), now())`.execute(
    db,
  );
  return `${sessionCookieName(publicUrl)}=${encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)}`;
}
