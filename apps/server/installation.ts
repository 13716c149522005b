import type pg from 'pg';
import type { Config } from '#platform/config/config.ts';
import { isHalfRestored } from '#platform/backup/load.store.ts';
import { describeDatabaseUrl } from '#platform/config/database-url.ts';
import { StartError } from '#platform/config/start-error.ts';
import { beginEra } from '#platform/evidence-log/era.store.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { quietClient } from '#platform/db/quiet-client.ts';
import type { Keys } from '#platform/keys/keys.ts';

/**
 * The first node on a database leaves its key's fingerprint; a node with another key would sign sessions and
 * derive passwords that the others do not know, so it does not start (`keyDiffers`). Nor does one start, and found a centre, where
 * a restore stopped halfway (`restoreUnfinished`).
 * @param by what claims: a restore goes on where one stopped
 */
export async function claimInstallation(ownerUrl: string, fingerprint: string, by: 'node' | 'restore' = 'node'): Promise<void> {
  const client = quietClient({ connectionString: ownerUrl });
  await client.connect();
  try {
    if (by === 'node' && (await isHalfRestored(client))) throw new StartError('restoreUnfinished');
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7245302)');
    await client.query(
      'create table if not exists public.pledge_installation (one boolean primary key default true check (one), key_fingerprint text not null)',
    );
    await client.query('insert into public.pledge_installation (key_fingerprint) values ($1) on conflict do nothing', [
      fingerprint,
    ]);
    const { rows } = await client.query<{ key_fingerprint: string }>('select key_fingerprint from public.pledge_installation');
    if (rows[0]?.key_fingerprint === fingerprint) await knowCluster(client);
    await client.query('commit');
    if (rows[0]?.key_fingerprint !== fingerprint) throw new StartError('keyDiffers');
  } finally {
    await client.end();
  }
}

/**
 * Rows that were taken over into another cluster by other means than a restore (`pg_dump`, logical replication) bring along transaction ids
 * that mean nothing here: what is written from now on is of another era of the evidence. A server that does not tell which it is, is
 * taken for the same.
 */
async function knowCluster(client: pg.Client): Promise<void> {
  const { rows: may } = await client.query<{ tell: boolean }>(
    `select has_function_privilege('pg_control_system()', 'execute') as tell`,
  );
  if (may[0]?.tell !== true) return;
  const { rows: there } = await client.query(
    `select 1 from pg_attribute where attrelid = 'public.pledge_installation'::regclass and attname = 'cluster' and not attisdropped`,
  );
  if (there.length === 0) await client.query('alter table public.pledge_installation add column cluster text');
  const { rows } = await client.query<{ known: string | null; here: string }>(
    'select (select cluster from public.pledge_installation) as known, system_identifier::text as here from pg_control_system()',
  );
  const [cluster] = rows;
  if (cluster === undefined || cluster.known === cluster.here) return;
  if (cluster.known !== null) await beginEra(client);
  await client.query('update public.pledge_installation set cluster = $1', [cluster.here]);
}

/** How the application's role reaches the database: as everything does, and past a pooler, for connections that are held or hold each other up. */
export interface ApplicationWays {
  readonly url: string;
  readonly directUrl: string;
}

/** Throws a {@link StartError} where the way past the pooler leads elsewhere. */
export async function applicationWays(
  { directUrl }: Pick<Config, 'directUrl'>,
  ownerUrl: string,
  keys: Pick<Keys, 'database' | 'fingerprint'>,
): Promise<ApplicationWays> {
  if (directUrl !== undefined) await checkDirectWay(directUrl, keys.fingerprint);
  return { url: applicationUrl(ownerUrl, keys.database), directUrl: applicationUrl(directUrl ?? ownerUrl, keys.database) };
}

/** The way past a pooler must lead to the same database: what is listened to elsewhere is never heard. */
async function checkDirectWay(directUrl: string, fingerprint: string): Promise<void> {
  const { url } = describeDatabaseUrl(directUrl);
  const client = quietClient({ connectionString: directUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ key: string }>('select key_fingerprint as key from public.pledge_installation');
    if (rows[0]?.key !== fingerprint) throw new StartError('directElsewhere', { url });
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code, message } = error as { code?: string; message?: string };
    // A database without that table is none of an installation.
    if (code === '42P01') throw new StartError('directElsewhere', { url }, error);
    throw new StartError('directRefused', { url, reason: code ?? message ?? '' }, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Found at the start and not when the house is full: more connections than the database gives to all of its users together. */
export async function refuseLargePool(ownerUrl: string, wanted: number): Promise<void> {
  const client = quietClient({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ allowed: number }>(
      `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as allowed`,
    );
    const allowed = rows[0]?.allowed ?? 0;
    if (wanted > allowed) throw new StartError('poolTooLarge', { url: describeDatabaseUrl(ownerUrl).url, wanted, allowed });
  } finally {
    await client.end();
  }
}
