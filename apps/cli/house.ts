import { userInfo } from 'node:os';
import type { Kysely } from 'kysely';
import { applicationWays, claimInstallation } from '#apps/server/installation.ts';
import { SCHEMA_FOLDER } from '#apps/server/schema-folder.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Config } from '#platform/config/config.ts';
import { processConfig } from '#platform/config/process-config.ts';
import { isMade, openDatabase } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { openKysely, openPool } from '#platform/db/pool.ts';
import { readKeys } from '#platform/keys/keys.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import { CliError } from './cli-error.ts';
import { endWhenAsked } from './end-when-asked.ts';

export interface CommandHouse {
  readonly config: Config;
  readonly db: Kysely<Tables>;
  readonly applicationUrl: string;
  /** Past a pooler, for connections that wait for each other. */
  readonly directUrl: string;
  readonly sessionKey: string;
  /** What the seals of the evidence are signed and verified with. */
  readonly sealing: SealingKeys;
  /** The one provider of the installation. */
  readonly providerId: string | null;
}

const POOL_SIZE = 4;

/**
 * Uses the database that runs, or starts it for the command's own length.
 * @param founds whether the command may be the first of an installation: none is made for one that could only find it empty
 */
export async function withHouse<Result>(
  work: (house: CommandHouse) => Promise<Result>,
  { founds = false }: { readonly founds?: boolean } = {},
): Promise<Result> {
  const config = processConfig();
  if (!founds && !isMade(config))
    throw new CliError(
      3,
      `There is no database in ${config.dataDir} yet. Set PLEDGE_DATA_DIR as for the start, or start Pledge once.`,
    );
  endWhenAsked();
  const database = await openDatabase(config);
  try {
    const keys = await readKeys(config.secretFile);
    await claimInstallation(database.ownerUrl, keys.fingerprint);
    const waits = (): void => void process.stderr.write('A backup is being taken: this version brings its schema after it.\n');
    await migrate({ ownerUrl: database.ownerUrl, folder: SCHEMA_FOLDER, application: keys.database, waits });
    const { url, directUrl } = await applicationWays(config, database.ownerUrl, keys);
    const db = openKysely<Tables>(openPool(url, POOL_SIZE));
    try {
      const providers = await db.selectFrom('pledge.provider').select('provider_id').orderBy('created_at').execute();
      return await work({
        config,
        db,
        applicationUrl: url,
        directUrl,
        sessionKey: keys.session,
        sealing: await keys.sealing(),
        providerId: providers[0]?.provider_id ?? null,
      });
    } finally {
      await db.destroy();
    }
  } finally {
    await database.stop();
  }
}

/** Commands act as the operator: the system administrator at the machine, named by the operating system. */
export function operator(providerId: string): Actor {
  return {
    kind: 'operator',
    providerId,
    personId: null,
    name: userInfo().username,
    positions: [{ position: 'systemAdministrator', unitId: null, projectId: null, siteId: null }],
    customerId: null,
    contactId: null,
    language: 'zh',
  };
}

export function neededProvider(house: CommandHouse): string {
  if (house.providerId === null)
    throw new CliError(3, 'There is no service centre in this database yet. Apply a plan first: pledge plan apply FILE.');
  return house.providerId;
}
