import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '#apps/server/assemble.ts';
import { loadDemonstration } from '#apps/server/demonstration/load.ts';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { openDatabase } from '#platform/db/database.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { readKeys } from '#platform/keys/keys.ts';
import { optionsOf } from '../options.ts';
import { randomFrom } from '../random.ts';
import { tamperWith, type Tried } from './tamper.ts';

/** Small seals, so that there are many to be changed, taken away and replaced. */
const EVENTS_OF_A_SEAL = 7;

/**
 * The demonstration's evidence is sealed and then tampered with at random places, as the owner of its tables: every time the audit must say
 * so, and name the first record that does not hold. @returns 0 only if it did
 */
export async function evidenceDrill(args: readonly string[]): Promise<number> {
  const options = optionsOf('evidence', args, { numbers: { places: 1_000 } });
  if (options === undefined) return 2;
  process.stdout.write(`drill evidence: ${options.places} places, seed ${options.seed}\n`);
  const dataDir = await mkdtemp(join(tmpdir(), 'pledge-drill-'));
  const config = readConfig({ PLEDGE_DATA_DIR: dataDir, PLEDGE_ROLE: 'web', PLEDGE_DEMO: '1', PORT: '8080' }, dataDir);
  if (config instanceof ConfigError) throw config;
  const database = await openDatabase(config);
  try {
    const house = await assemble({ config, ownerUrl: database.ownerUrl });
    await loadDemonstration(house, config);
    const { db } = house;
    const { time } = house.house;
    const { provider_id: providerId } = await db.selectFrom('pledge.provider').select('provider_id').executeTakeFirstOrThrow();
    const sealing = await (await readKeys(config.secretFile)).sealing();
    while ((await sealEvents({ db, time, keys: sealing, most: EVENTS_OF_A_SEAL }, providerId)).more);
    await house.close();
    const { ownerUrl } = database;
    const random = randomFrom(options.seed);
    return report(await tamperWith({ ownerUrl, providerId, keys: sealing.known, places: options.places, random }));
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function report(tried: readonly Tried[]): number {
  for (const [what, of] of Map.groupBy(tried, (one) => one.what)) {
    const found = of.filter(({ verdict }) => verdict === 'found').length;
    process.stdout.write(`  ${what.padEnd(12)} ${String(found).padStart(5)} of ${of.length} found and named\n`);
  }
  const other = tried.filter(({ verdict }) => verdict !== 'found');
  for (const { what, verdict, eventId, finding } of other.slice(0, 20))
    process.stdout.write(`✗ ${what} at ${eventId}: ${verdict}, ${JSON.stringify(finding)}\n`);
  process.stdout.write(
    other.length === 0 ? 'All found, the first bad record named.\n' : `${other.length} not found or not named.\n`,
  );
  return other.length === 0 ? 0 : 1;
}
