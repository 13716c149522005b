import pg from 'pg';
import { isHalfRestored } from '#platform/backup/load.store.ts';
import { appliedMigrations } from '#platform/backup/rows.store.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import type { Migration } from '#platform/db/migrate.ts';
import type { Keys } from '#platform/keys/keys.ts';
import { note, well, wrong, type Finding } from './finding.ts';

/** Beyond it people see times that are not true, until they are measured anew. */
const APART_AT_MOST_MS = 2_000;

export async function checkRestore(owner: pg.Client): Promise<Finding[]> {
  return (await isHalfRestored(owner)) ? [wrong('restoreHalf')] : [];
}

export async function checkKnownKey(owner: pg.Client, keys: Keys | null): Promise<Finding[]> {
  const { rows: known } = await owner.query<{ there: boolean }>(
    `select to_regclass('public.pledge_installation') is not null as there`,
  );
  if (keys === null || known[0]?.there !== true) return [];
  const { rows } = await owner.query<{ fingerprint: string }>(
    'select key_fingerprint as fingerprint from public.pledge_installation',
  );
  return rows[0] === undefined || rows[0].fingerprint === keys.fingerprint ? [] : [wrong('keysOther')];
}

export async function checkSchema(owner: pg.Client, wanted: readonly Migration[]): Promise<Finding> {
  const ran = new Map((await appliedMigrations(owner)).map(({ name, digest }) => [name, digest]));
  if (ran.size === 0) return note('schemaNone');
  const known = new Set(wanted.map(({ name }) => name));
  const newer = [...ran.keys()].find((name) => !known.has(name));
  if (newer !== undefined) return wrong('schemaNewer', { first: newer });
  const pending = wanted.filter(({ name }) => !ran.has(name));
  if (pending.length > 0) return wrong('schemaPending', { count: pending.length, first: pending[0]?.name ?? '' });
  return well('schemaWell', { newest: wanted.at(-1)?.name ?? '' });
}

/** Signs in as the application does. */
export async function checkRole(ownerUrl: string, keys: Keys): Promise<Finding> {
  const { role } = keys.database;
  const client = new pg.Client({ connectionString: applicationUrl(ownerUrl, keys.database) });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ strong: boolean }>(
      'select rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user',
    );
    return rows[0]?.strong === true ? wrong('roleStrong', { role }) : well('roleWell', { role });
  } catch (error) {
    return wrong('roleRefused', { role, reason: (error as { code?: string }).code ?? String(error) });
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function checkClock(owner: pg.Client): Promise<Finding> {
  const before = Date.now();
  const { rows } = await owner.query<{ now: number }>('select extract(epoch from clock_timestamp())::float8 * 1000 as now');
  const after = Date.now();
  const milliseconds = Math.round(Math.abs((rows[0]?.now ?? 0) - (before + after) / 2));
  // The way there and back may have been uneven.
  return milliseconds > APART_AT_MOST_MS + (after - before)
    ? wrong('clockApart', { milliseconds })
    : well('clockWell', { milliseconds });
}

/** What is connected tells its role; a server that hides others' connections shows none. */
export async function checkProcesses(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ name: string }>(
    `select application_name as name from pg_stat_activity where datname = current_database() and application_name like 'pledge listen %'`,
  );
  const roles = new Set(rows.map(({ name }) => name.split(' ').at(-1)));
  if (roles.has('all') || roles.has('worker')) return well('workerWell');
  return roles.size === 0 ? note('workerNone') : wrong('workerMissing');
}
