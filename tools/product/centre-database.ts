import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { openDatabase } from '#platform/db/database.ts';
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
  readonly close: () => Promise<void>;
}

export async function openCentreDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'secretFile'>,
): Promise<CentreDatabase> {
  const database = await openDatabase(config);
  const keys = await readKeys(config.secretFile);
  const url = applicationUrl(database.ownerUrl, keys.database);
  const db = openKysely<Tables>(openPool(url, 2));
  const provider = await db.selectFrom('pledge.provider').select('provider_id').executeTakeFirstOrThrow();
  const providerId = provider.provider_id;
  return {
    db,
    ownerUrl: database.ownerUrl,
    applicationUrl: url,
    providerId,
    sealingKeys: (await keys.sealing()).known,
    within: (work) => inTransaction(db, { providerId, customerId: null }, work),
    close: async () => {
      await db.destroy();
      await database.stop();
    },
  };
}
