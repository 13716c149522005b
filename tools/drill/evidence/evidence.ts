import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SUBJECT_TABLES } from '#centre/evidence/audit.ts';
import { assemble } from '#apps/server/assemble.ts';
import { loadDemonstration } from '#apps/server/demonstration/load.ts';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { openDatabase } from '#platform/db/database.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { changeSealingKey, readKeys } from '#platform/keys/keys.ts';
import type { SealingKeys } from '#platform/keys/sealing-keys.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { optionsOf } from '../options.ts';
import { randomFrom } from '../random.ts';
import { leaveEveryKind } from './every-kind.ts';
import { tamperWith, type Tried } from './tamper.ts';

/** Small seals, so that there are many to be changed, taken away and replaced. */
const EVENTS_OF_A_SEAL = 7;
const MINUTE_MS = 60_000;
const PLAN = fileURLToPath(new URL('../../../plans/sample-plan.yaml', import.meta.url));

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
    const { secretFile } = config;
    // Between two seals is a pause, which is over by then.
    const seal = async (keys: SealingKeys, after = 0): Promise<void> => {
      const then = { now: (databaseNow: Instant) => instant(time.now(databaseNow) + after) };
      while ((await sealEvents({ db, time: then, keys, most: EVENTS_OF_A_SEAL }, providerId)).more);
    };
    await seal(await (await readKeys(secretFile)).sealing());
    await leaveEveryKind({ deps: house.house, providerId, planText: await readFile(PLAN, 'utf8') });
    const sealing = await changeSealingKey(secretFile);
    // The first step tells of the new key, the next seals what it told.
    await seal(sealing, MINUTE_MS);
    await seal(sealing, 2 * MINUTE_MS);
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
  const streams = new Set(tried.map(({ streamKind }) => streamKind));
  const missing = Object.keys(SUBJECT_TABLES).filter((kind) => !streams.has(kind));
  // Fewer places than kinds do not come round.
  if (missing.length > 0 && tried.length >= Object.keys(SUBJECT_TABLES).length)
    throw new Error(`no evidence of a kind that there is: ${missing.join(', ')}`);
  for (const [what, of] of Map.groupBy(tried, (one) => one.what)) {
    const found = of.filter(({ verdict }) => verdict === 'found').length;
    process.stdout.write(`  ${what.padEnd(12)} ${String(found).padStart(5)} of ${of.length} found and named\n`);
  }
  for (const [kind, of] of Map.groupBy(tried, (one) => one.streamKind)) process.stdout.write(`  in ${kind}: ${of.length}\n`);
  const other = tried.filter(({ verdict }) => verdict !== 'found');
  for (const { what, streamKind, verdict, eventId, finding } of other.slice(0, 20))
    process.stdout.write(`✗ ${what} at ${streamKind} ${eventId}: ${verdict}, ${JSON.stringify(finding)}\n`);
  process.stdout.write(
    other.length === 0 ? 'All found, the first bad record named.\n' : `${other.length} not found or not named.\n`,
  );
  return other.length === 0 ? 0 : 1;
}
