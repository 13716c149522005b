import { sql, type Kysely } from 'kysely';
import { migrationsIn } from '#platform/db/migrate.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { SCHEMA_FOLDER } from './schema-folder.ts';

export type Readiness =
  | { readonly status: 'ready'; readonly schema: string }
  | { readonly status: 'databaseAway' }
  | { readonly status: 'migrationsPending'; readonly pending: readonly string[] };

/** A database that does not answer within this time is away: who asks wants to know soon. */
const PATIENCE_MS = 2_000;

/** Whether this node can serve: the database answers and has every migration that this version was written for. It may have newer ones. */
export async function readiness(db: Kysely<Tables>): Promise<Readiness> {
  const wanted = (await migrationsIn(SCHEMA_FOLDER)).map(({ name }) => name);
  const ran = await Promise.race([
    ranOn(db),
    new Promise<null>((resolve) => void setTimeout(() => resolve(null), PATIENCE_MS).unref()),
  ]);
  if (ran === null) return { status: 'databaseAway' };
  const pending = wanted.filter((name) => !ran.has(name));
  return pending.length === 0 ? { status: 'ready', schema: wanted.at(-1) ?? '' } : { status: 'migrationsPending', pending };
}

async function ranOn(db: Kysely<Tables>): Promise<ReadonlySet<string> | null> {
  return sql<{ name: string }>`select name from public.pledge_migration`.execute(db).then(
    ({ rows }) => new Set(rows.map(({ name }) => name)),
    () => null,
  );
}
