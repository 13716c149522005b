import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { ensureApplicationRole, isRoleChangedMeanwhile, RIGHTS_ROLE, type ApplicationLogin } from './application-role.ts';
import { quietClient } from './quiet-client.ts';

/** Held while a file runs, so that two nodes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_245_301;

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly folder: string;
  readonly application: ApplicationLogin;
  /** Names of the files to run; without it all. For an older backup, whose rows need the schema they had. */
  readonly only?: ReadonlySet<string>;
  /** Told of a file that has to wait for a backup. */
  readonly waits?: (migration: string) => void;
}

/**
 * Brings the database to the newest schema: numbered SQL files, forward only, each in its own transaction.
 * A file that was changed after it ran is refused: what ran elsewhere must be what is here. While a backup is taken none runs.
 * Killed in the middle it resumes at the first file that has not run. Returns the names of the files that ran now.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const client = quietClient({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await prepare(client, options.application);
    const ran = await ranIn(client);
    const fresh: string[] = [];
    for (const migration of await migrationsIn(options.folder)) {
      if (options.only?.has(migration.name) === false) continue;
      // What has run is never taken back, so it need not be asked for under the lock: a start has only a few files to wait for, if any.
      if (ran.get(migration.name) === migration.digest) continue;
      if (await locked(client, () => runOnce(client, migration, options.waits))) fresh.push(migration.name);
    }
    return fresh;
  } finally {
    await client.end();
  }
}

/** How often another database of the server may be met at the roles, which all of them share. */
const MET_AT_MOST = 20;

async function prepare(client: pg.Client, application: ApplicationLogin): Promise<void> {
  for (let tried = 1; ; tried += 1)
    try {
      await locked(client, async () => {
        await ensureApplicationRole(client, application);
        await client.query(
          `create table if not exists public.pledge_migration (name text primary key, digest text not null, ran_at timestamptz not null default now())`,
        );
        // So that a node can tell whether the schema is the one it was written for.
        await client.query(`grant select on public.pledge_migration to ${RIGHTS_ROLE}`);
      });
      return;
    } catch (error) {
      if (!isRoleChangedMeanwhile(error) || tried === MET_AT_MOST) throw error;
    }
}

/** A numbered SQL file of a schema's folder. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of its text. */
  readonly digest: string;
}

/** In the order in which they run. */
export async function migrationsIn(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((file) => /^\d{4}-.*\.sql$/.test(file)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, text, digest: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** A lock of the transaction, not of the session: it also holds behind a pooler. */
async function locked<Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * For a backup, in a transaction that has asked nothing yet: from here to its end no migration runs, and what it sees then is the schema
 * between two of them. A snapshot would show a table that a migration rewrote behind it as empty, and a migration that waits for tables
 * that are being read would keep everybody else waiting behind it. A lock on a table comes before the snapshot, as no function does.
 * False where no migration has run yet.
 */
export async function keepOffMigrations(client: pg.Client): Promise<boolean> {
  try {
    await client.query('lock table public.pledge_migration in row exclusive mode');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === NO_SUCH_TABLE) return false;
    throw error;
  }
}

const NO_SUCH_TABLE = '42P01';
const NOT_AT_ONCE = '55P03';

/** Before the first table is altered, while nothing is held that anybody else needs. */
async function keepOffBackups(client: pg.Client, waits: () => void): Promise<void> {
  await client.query('savepoint free');
  try {
    await client.query('lock table public.pledge_migration in share mode nowait');
  } catch (error) {
    if ((error as { code?: string }).code !== NOT_AT_ONCE) throw error;
    await client.query('rollback to savepoint free');
    waits();
    await client.query('lock table public.pledge_migration in share mode');
  }
}

/** Digests of the files that have run, by their names. */
async function ranIn(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from public.pledge_migration');
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

async function runOnce(
  client: pg.Client,
  { name, text, digest }: Migration,
  waits: MigrateOptions['waits'] = () => undefined,
): Promise<boolean> {
  const before = (await client.query<{ digest: string }>('select digest from public.pledge_migration where name = $1', [name]))
    .rows[0]?.digest;
  if (before === digest) return false;
  if (before !== undefined)
    throw new Error(`the migration ${name} was changed after it ran; restore it and add a new file instead`);
  await keepOffBackups(client, () => waits(name));
  try {
    await client.query(text);
  } catch (error) {
    throw new Error(`the migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  await client.query('insert into public.pledge_migration (name, digest) values ($1, $2)', [name, digest]);
  return true;
}
