import pg from 'pg';
import type { Tables } from '#centre/schema/tables.ts';
import { SCHEMA_FOLDER } from '#apps/server/schema-folder.ts';
import { describeDatabaseUrl } from '#platform/config/database-url.ts';
import type { Config } from '#platform/config/config.ts';
import { StartError } from '#platform/config/start-error.ts';
import { isMade, openDatabase, type OpenedDatabase } from '#platform/db/database.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { migrationsIn } from '#platform/db/migrate.ts';
import { inTransaction, openKysely, openPool } from '#platform/db/pool.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import type { Keys } from '#platform/keys/keys.ts';
import { instant } from '#platform/time/instant.ts';
import { clearLines } from './clear-lines.rules.ts';
import { checkClocksWatched, checkFiles, checkHolidayYears, checkOutbox } from './centre-checks.store.ts';
import { checkClock, checkKnownKey, checkProcesses, checkRestore, checkRole, checkSchema } from './database-checks.store.ts';
import { note, well, wrong, type Finding } from './finding.ts';
import { checkFolders, checkKeys, checkMail, checkNode, checkSpace, checkVariables } from './machine-checks.ts';

/**
 * Looks at everything an installation stands on and changes nothing of it: no migration runs, no folder, key or database is made. An
 * embedded database that does not run is started for as long as it is looked at. What rests on something that is wrong is not looked at.
 */
export async function examine(config: Config, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { keys, finding: keysFound } = await checkKeys(config);
  return [
    checkNode(process.versions.node),
    ...checkVariables(env),
    ...(await checkFolders(config)),
    ...(await checkSpace(config)),
    keysFound,
    ...(await examineDatabase(config, keys)),
    await checkMail(config),
    ...clearLines(config).map(({ code, ...line }) => note(code, { ...line })),
  ];
}

async function examineDatabase(config: Config, keys: Keys | null): Promise<Finding[]> {
  if (!isMade(config)) return [note('databaseNone', { folder: config.dataDir })];
  let database: OpenedDatabase;
  try {
    database = await openDatabase(config);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return [wrong('databaseWrong', { reason: error.message })];
  }
  const { ownerUrl, serverVersion } = database;
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  try {
    await owner.connect();
    const version = `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;
    const schema = await checkSchema(owner, await migrationsIn(SCHEMA_FOLDER));
    const found = [
      well('databaseWell', { version, url: describeDatabaseUrl(ownerUrl).url }),
      ...(await checkRestore(owner)),
      ...(await checkKnownKey(owner, keys)),
      schema,
      await checkClock(owner),
    ];
    // What stands in the tables can be read by the schema that this version knows.
    if (schema.state !== 'well' || keys === null) return found;
    const role = await checkRole(ownerUrl, keys);
    found.push(await checkProcesses(owner), role);
    return role.code === 'roleRefused'
      ? found
      : [...found, ...(await examineCentre(config, applicationUrl(ownerUrl, keys.database)))];
  } finally {
    await owner.end().catch(() => undefined);
    await database.stop();
  }
}

/** In the scope of each provider. */
async function examineCentre(config: Config, url: string): Promise<Finding[]> {
  const db = openKysely<Tables>(openPool(url, 2));
  const files = openFileStore(config.filesUrl);
  try {
    const providers = await db.selectFrom('pledge.provider').select('provider_id').orderBy('created_at').execute();
    const found: Finding[] = [];
    for (const { provider_id: providerId } of providers)
      found.push(
        ...(await inTransaction(db, { providerId, customerId: null }, async (tx, databaseNow) => [
          ...(await checkClocksWatched(tx)),
          ...(await checkOutbox(tx)),
          await checkFiles(tx, files),
          ...(await checkHolidayYears(tx, instant(databaseNow))),
        ])),
      );
    return found;
  } finally {
    await db.destroy();
  }
}
