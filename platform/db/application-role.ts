import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type pg from 'pg';
import { StartError } from '../config/start-error.ts';

/** Holds what the application may do; the migrations grant to it. It owns no table. */
export const RIGHTS_ROLE = 'pledge_app';

/** What one installation signs in as: a member of {@link RIGHTS_ROLE}. */
export interface ApplicationLogin {
  readonly role: string;
  readonly password: string;
}

/**
 * Who stands still inside a transaction, as a process of a frozen machine does, holds what it has locked against everybody. After so
 * many seconds without a statement the server undoes the transaction. It limits no statement that runs, and never COMMIT.
 */
export const STANDS_STILL_SECONDS = 5;

/**
 * Makes the roles where they are missing, and sets what the login needs. Roles are one for all databases of a server, hence a login of
 * each installation's own and rights in common. The settings are the role's, so that they also hold behind a pooler.
 * Throws `rightsRoleOfOthers` where another owner made {@link RIGHTS_ROLE} and this one may not pass it on.
 */
export async function ensureApplicationRole(client: pg.Client, login: ApplicationLogin): Promise<void> {
  const role = client.escapeIdentifier(login.role);
  const password = client.escapeLiteral(verifierOf(login));
  // Made without the right to sign in. One that an older version made keeps it while such a node may still run.
  if (!(await isThere(client, RIGHTS_ROLE))) await client.query(`create role ${RIGHTS_ROLE} nologin`);
  // An owner without superuser's rights may make such a role, but not name these attributes when it changes one.
  await client.query(`${(await isThere(client, login.role)) ? 'alter' : 'create'} role ${role} login password ${password}`);
  await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '${STANDS_STILL_SECONDS}s'`);
  await join(client, login.role);
}

/** What PostgreSQL asks of who makes a password. */
const ITERATIONS = 4096;

/**
 * What PostgreSQL keeps of the password (`SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`, RFC 5803): the same at every start, and the
 * password itself is in no log of the server. Made by the server it would have a new salt each time, and a pooler that signs in with what
 * it learned from the last client would be refused until the next comes. The salt comes from the password, which nobody can guess.
 */
function verifierOf({ role, password }: ApplicationLogin): string {
  const salt = createHmac('sha256', password).update(`salt of ${role}`).digest().subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const key = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${key('Server Key').toString('base64')}`;
}

async function isThere(client: pg.Client, role: string): Promise<boolean> {
  return (await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount !== 0;
}

async function join(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ isMember: boolean; mayPassOn: boolean; owner: string }>(
    `select pg_has_role($1::name, $2::name, 'member') as "isMember", current_user::text as owner,
       (select rolsuper from pg_roles where rolname = current_user) or current_setting('server_version_num')::int < 160000
         or pg_has_role($2::name, 'member with admin option') as "mayPassOn"`,
    [role, RIGHTS_ROLE],
  );
  const [found] = rows;
  if (found?.isMember === true) return;
  if (found?.mayPassOn !== true) throw new StartError('rightsRoleOfOthers', { role: RIGHTS_ROLE, user: found?.owner ?? '' });
  await client.query(`grant ${RIGHTS_ROLE} to ${client.escapeIdentifier(role)}`);
}

/** Whether another database of the server changed the same role at the same moment; a second try finds it done. */
export function isRoleChangedMeanwhile(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === '23505' || code === '42710' || (code === 'XX000' && String(message).includes('concurrently'));
}

/** The address of the same database for the application. */
export function applicationUrl(ownerUrl: string, login: ApplicationLogin): string {
  const url = new URL(ownerUrl);
  url.username = login.role;
  url.password = encodeURIComponent(login.password);
  return url.toString();
}
