import { holidayTable } from '#centre/plan/index.ts';
import type { HolidayTable } from '#centre/plan/calendar.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { ConfigError, readConfig, type Config } from '#platform/config/config.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { isServing, openDatabase } from '#platform/db/database.ts';
import { inReading, openKysely, openPool } from '#platform/db/pool.ts';
import { readKeyFile } from '#platform/keys/key-file.ts';
import { keysOf } from '#platform/keys/keys.ts';
import { endWhenAsked } from './end-when-asked.ts';

/**
 * The holiday table of the installation that serves here, for a look at a plan that is no part of it yet. Undefined where none does:
 * nothing is started, migrated or made for a look. One that cannot be asked is told, and the look goes on with the years that the product
 * ships.
 */
export async function installedHolidays(): Promise<HolidayTable | undefined> {
  const config = readConfig(process.env, process.cwd());
  if (config instanceof ConfigError || !isServing(config)) return undefined;
  try {
    return await tableIn(config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `Holidays that were imported are not known here (${reason}); the plan is checked with the years that the product ships.\n`,
    );
    return undefined;
  }
}

async function tableIn(config: Config): Promise<HolidayTable | undefined> {
  const held = await readKeyFile(config.secretFile);
  if (held === null && config.databaseUrl === undefined) return undefined;
  if (held === null) throw new Error(`there are no keys at ${config.secretFile}`);
  endWhenAsked();
  const database = await openDatabase(config);
  const db = openKysely<Tables>(openPool(applicationUrl(database.ownerUrl, keysOf(held).database), 1));
  try {
    const first = await db.selectFrom('pledge.provider').select('provider_id').orderBy('created_at').executeTakeFirst();
    if (first === undefined) return undefined;
    return await inReading(db, { providerId: first.provider_id, customerId: null }, holidayTable);
  } finally {
    await db.destroy();
    await database.stop();
  }
}
