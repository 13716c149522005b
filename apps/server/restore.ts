import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { CheckedArchive } from '#platform/backup/read-archive.ts';
import { hasCentre, markRestore } from '#platform/backup/load.store.ts';
import { loadArchive } from '#platform/backup/restore-backup.ts';
import type { Config } from '#platform/config/config.ts';
import { checkFolders } from '#platform/config/folders.ts';
import { openDatabase } from '#platform/db/database.ts';
import { beginEra } from '#platform/evidence-log/era.store.ts';
import { migrate, migrationsIn } from '#platform/db/migrate.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import { keepKeyFile, readKeyFile, type KeyFile } from '#platform/keys/key-file.ts';
import { keysOf, knowsKeysOf } from '#platform/keys/keys.ts';
import { INSTALLATION_SCHEMAS } from './belongings.ts';
import { claimInstallation } from './installation.ts';
import { SCHEMA_FOLDER } from './schema-folder.ts';

/** Why a whole archive is not restored here. */
export type RestoreRefusal =
  | { readonly refused: 'newerSchema'; readonly migration: string }
  | { readonly refused: 'centreThere' }
  | { readonly refused: 'otherKeys'; readonly file: string }
  | { readonly refused: 'notEmpty' | 'differs'; readonly table: string };

/**
 * Restores a checked archive into an installation that holds nothing, in an order that a kill may break off anywhere: until the
 * rows are committed no node starts on the database, and the same call goes on from what is there. An older schema is
 * restored as it was and then migrated.
 * @returns the migrations that ran after the rows were in
 */
export async function restoreInstallation(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'secretFile' | 'filesUrl'>,
  about: { readonly file: string; readonly archive: CheckedArchive; readonly schemaFolder?: string },
): Promise<RestoreRefusal | { readonly migrated: readonly string[] }> {
  const { file, archive } = about;
  const folder = about.schemaFolder ?? SCHEMA_FOLDER;
  const unknown = await firstUnknown(archive, folder);
  if (unknown !== undefined) return { refused: 'newerSchema', migration: unknown };
  const there = await readKeyFile(config.secretFile);
  if (there !== null && isOther(there, archive.keys)) return { refused: 'otherKeys', file: config.secretFile };
  const unusable = await checkFolders(config);
  if (unusable !== undefined) throw unusable;
  // Before the database, whose making takes seconds: what is called here after a kill in them makes no keys of its own.
  const kept = await keepKeyFile(config.secretFile, archive.keys);
  // Of a node that began meanwhile.
  if (isOther(kept, archive.keys)) return { refused: 'otherKeys', file: config.secretFile };
  const database = await openDatabase(config);
  try {
    const { ownerUrl } = database;
    if (!(await beginOn(ownerUrl))) {
      // Its own alone: what it found is somebody's.
      if (kept === archive.keys) await rm(config.secretFile);
      return { refused: 'centreThere' };
    }
    const keys = keysOf(archive.keys);
    await claimInstallation(ownerUrl, keys.fingerprint, 'restore');
    const migrating = { ownerUrl, folder, application: keys.database };
    await migrate({ ...migrating, only: new Set(archive.manifest.migrations.map(({ name }) => name)) });
    const refused = await loadArchive({
      file,
      archive,
      ownerUrl,
      schemas: INSTALLATION_SCHEMAS,
      files: openFileStore(config.filesUrl),
      // The transaction ids of this cluster are none of those that the events bring along.
      loaded: beginEra,
    });
    return refused ?? { migrated: await migrate(migrating) };
  } finally {
    await database.stop();
  }
}

function isOther(there: KeyFile, keys: KeyFile): boolean {
  return there.secret !== keys.secret || !knowsKeysOf(there, keys);
}

/** A migration of the archive that this version does not have, or has otherwise. */
async function firstUnknown({ manifest }: CheckedArchive, folder: string): Promise<string | undefined> {
  const known = new Map((await migrationsIn(folder)).map(({ name, digest }) => [name, digest]));
  return manifest.migrations.find(({ name, digest }) => known.get(name) !== digest)?.name;
}

/** Leaves the mark of a restore, unless somebody has a centre here. */
async function beginOn(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    if (await hasCentre(client)) return false;
    await markRestore(client);
    return true;
  } finally {
    await client.end();
  }
}
