import type pg from 'pg';
import { loginAddress } from './login.ts';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';

/** Whose password: of a sign-in name, or of a person. */
type Whose = { readonly login: string } | { readonly personId: string };

/** The hash of the password that somebody has now; null where there is no such account, or none with a password. */
export async function hashOf(pool: pg.Pool, whose: Whose): Promise<string | null> {
  const [column, value] = 'login' in whose ? ['email', loginAddress(whose.login)] : ['person_id', whose.personId];
  const { rows } = await pool.query<{ password: string | null }>(
    `select a.password from auth.account a join auth."user" u on u.id = a.user_id
     where a.provider_id = 'credential' and u.${column} = $1`,
    [value],
  );
  return rows[0]?.password ?? null;
}

/** The sign-in names, of some, that a password belongs to. */
export async function withPassword(pool: pg.Pool, logins: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ address: string }>(
    `select u.email as address from auth.account a join auth."user" u on u.id = a.user_id
     where a.provider_id = 'credential' and a.password is not null and u.email = any($1)`,
    [logins.map(loginAddress)],
  );
  const known = new Set(rows.map(({ address }) => address));
  return new Set(logins.filter((login) => known.has(loginAddress(login))));
}

/** Whether this is the person's password now. */
export async function isPassword(pool: pg.Pool, personId: string, password: string): Promise<boolean> {
  const hash = await hashOf(pool, { personId });
  return hash !== null && verifyPassword({ hash, password });
}

/** Keeps a password that was right under a hash as one costs today, unless another password was set meanwhile. */
export async function renewHash(pool: pg.Pool, personId: string, right: { hash: string; password: string }): Promise<void> {
  if (!isOutdated(right.hash)) return;
  await pool.query(
    `update auth.account a set password = $3, updated_at = now() from auth."user" u
     where u.id = a.user_id and a.provider_id = 'credential' and u.person_id = $1 and a.password = $2`,
    [personId, right.hash, await hashPassword(right.password)],
  );
}
