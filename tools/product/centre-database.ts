import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { openDatabase, type OpenedDatabase } from '#platform/db/database.ts';
import { clusterIn } from '#platform/db/embedded/data-folder.ts';
import { embeddedServer, ownerUrl } from '#platform/db/embedded/embedded-server.ts';
import { findPostmaster } from '#platform/db/embedded/postmaster.ts';
import { applicationUrl } from '#platform/db/application-role.ts';
import { inTransaction, openKysely, openPool } from '#platform/db/pool.ts';
import type { Transaction } from 'kysely';
import { readKeys } from '#platform/keys/keys.ts';
import type { SealingKey } from '#platform/keys/sealing-keys.ts';
import type { Config } from '#platform/config/config.ts';

/** The database of a running centre, opened beside it as its application's role. */
export interface CentreDatabase {
  readonly db: Kysely<Tables>;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly providerId: string;
  /** What the seals of the evidence are verified with. */
  readonly sealingKeys: readonly SealingKey[];
  /** One transaction in the provider's scope, with the database's time. */
  readonly within: <Result>(work: (tx: Transaction<Tables>, databaseNow: number) => Promise<Result>) => Promise<Result>;
  /** From now on an embedded server serves until this is closed, though the centre ends before. */
  readonly holdUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Looks on: an embedded server is the centre's to hold up and to bring back, until it is asked to be held up from here. */

export async function openCentreDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'secretFile'>,
): Promise<CentreDatabase> {
  const owner = await ownerUrlOf(config);
  const keys = await readKeys(config.secretFile);
  const url = applicationUrl(owner, keys.database);
  const db = openKysely<Tables>(openPool(url, 2));
  const provider = await db.selectFrom('pledge.provider').select('provider_id').executeTakeFirstOrThrow();
  const providerId = provider.provider_id;
  let held: OpenedDatabase | undefined;
  return {
    db,
    ownerUrl: owner,
    applicationUrl: url,
    providerId,
    sealingKeys: (await keys.sealing()).known,
    within: (work) => inTransaction(db, { providerId, customerId: null }, work),
    holdUp: async () => {
      held ??= await openDatabase(config);
    },
    close: async () => {
      await db.destroy();
      await held?.stop();
    },
  };
}

/** Of the one that `DATABASE_URL` names, else of the embedded server that runs in the data folder. */
async function ownerUrlOf({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<string> {
  if (databaseUrl !== undefined) return databaseUrl;
  const running = findPostmaster(clusterIn(dataDir));
  if (running === undefined) throw new Error(`no PostgreSQL runs in ${dataDir}`);
  return ownerUrl(running.port, (await embeddedServer({ dataDir })).passwords);
}
