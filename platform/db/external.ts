import type pg from 'pg';
import { describeDatabaseUrl } from '../config/database-url.ts';
import { StartError } from '../config/start-error.ts';
import type { StartErrorCode } from '../config/start-error.ts';
import type { OpenedDatabase } from './database.ts';
import { quietClient } from './quiet-client.ts';

const OLDEST_MAJOR = 15;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Checks a PostgreSQL that somebody else runs: reachable, version 15 or newer, UTF-8, writable, and its user may
 * create schemas and roles (the application later connects as a role that owns nothing).
 * Throws a `StartError` that names what to do; the password never stands in it.
 */
export async function openExternal(url: string): Promise<OpenedDatabase> {
  const client = quietClient({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  try {
    await client.connect();
    const serverVersion = await check(client, url);
    return { ownerUrl: url, serverVersion, stop: async () => undefined };
  } catch (error) {
    throw error instanceof StartError ? error : explain(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Facts {
  readonly version: number;
  readonly encoding: string;
  readonly readonly: boolean;
  readonly user: string;
  readonly database: string;
  readonly schemas: boolean;
  readonly roles: boolean;
}

async function check(client: pg.Client, url: string): Promise<number> {
  const answer = await client.query<Facts>(`
    SELECT current_setting('server_version_num')::int AS version,
           current_setting('server_encoding') AS encoding,
           pg_is_in_recovery() AS readonly,
           current_user::text AS user,
           current_database()::text AS database,
           has_database_privilege(current_database(), 'CREATE') AS schemas,
           (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AS roles`);
  const facts = answer.rows[0] as Facts;
  const shown = describeDatabaseUrl(url).url;
  if (facts.version < OLDEST_MAJOR * 10_000)
    throw new StartError('databaseTooOld', { url: shown, found: Math.floor(facts.version / 10_000) });
  if (facts.encoding !== 'UTF8') throw new StartError('databaseNotUtf8', { url: shown, found: facts.encoding });
  if (facts.readonly) throw new StartError('databaseReadOnly', { url: shown });
  if (!facts.schemas) throw new StartError('databaseNoSchemaRight', { user: facts.user, database: facts.database });
  if (!facts.roles) throw new StartError('databaseNoRoleRight', { user: facts.user });
  return facts.version;
}

function explain(error: unknown, url: string): StartError {
  const { code, message } = firstOf(error);
  return new StartError(kindOf(code, message), { ...describeDatabaseUrl(url), reason: message || code }, error);
}

function kindOf(code: string, message: string): StartErrorCode {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'databaseHostUnknown';
  if (code === '28P01' || code === '28000') return 'databaseSignInRefused';
  if (code === '3D000') return 'databaseAbsent';
  return /^E[A-Z]+$/.test(code) || message.includes('timeout') ? 'databaseRefused' : 'databaseFailed';
}

/** A host with several addresses fails with one error for each: the first tells enough. */
function firstOf(error: unknown): { code: string; message: string } {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = first as { code?: string; message?: string };
  // pg says in terms of its protocol that the URL names no password although one is asked for.
  if (message?.includes('password must be')) return { code: '28P01', message: 'no password given' };
  return { code: code ?? '', message: message ?? String(first) };
}
