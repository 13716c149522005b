import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openCentreDatabase } from '../../product/centre-database.ts';
import { optionsOf } from '../options.ts';
import { randomFrom, type Random } from '../random.ts';
import { openCentreUnderFire, type CentreUnderFire } from './centre-under-fire.ts';
import { backLines, backTooLate, type Back } from '../fire/back-again.ts';
import { countsOf } from '../fire/report.ts';
import { workUnderFire } from '../fire/under-fire.ts';

/** Between two kills, once the one before has healed. */
const GAP_MS = [100, 2_500] as const;

/**
 * Clients do the whole work while web, worker and database are killed at random instants; afterwards a history of every call is
 * held against the database. @returns 0 only if nothing was lost or doubled and the product was back in time
 */
export async function killDrill(args: readonly string[]): Promise<number> {
  const options = optionsOf('kill', args, { numbers: { kills: 10, clients: 8 } });
  if (options === undefined) return 2;
  const dataDir = await mkdtemp(join(tmpdir(), 'pledge-drill-'));
  process.stdout.write(`drill kill: ${options.kills} kills, ${options.clients} clients, seed ${options.seed}\n`);
  const databaseUrl = process.env['DATABASE_URL'] === '' ? undefined : process.env['DATABASE_URL'];
  const centre = await openCentreUnderFire({ dataDir, databaseUrl });
  process.once('exit', centre.abandon);
  const database = await openCentreDatabase({ dataDir, databaseUrl, secretFile: join(dataDir, 'keys.json') });
  const kills: Back[] = [];
  let isWell = false;
  try {
    isWell = await workUnderFire({
      product: { bases: [centre.base], stop: centre.stop },
      database,
      options,
      disturb: async () => {
        const began = performance.now();
        for await (const kill of killAtRandom(centre, randomFrom(options.seed), options.kills)) kills.push(kill);
        return headlineOf(kills, (performance.now() - began) / 1000);
      },
      judge: () => backTooLate(kills),
    });
  } finally {
    await database.close();
    centre.abandon();
    if (isWell) await rm(dataDir, { recursive: true, force: true });
    else process.stdout.write(`The data folder stays for a look: ${dataDir}\n`);
  }
  return isWell ? 0 : 1;
}

async function* killAtRandom(centre: CentreUnderFire, random: Random, count: number): AsyncGenerator<Back> {
  for (let kills = 1; kills <= count; kills += 1) {
    await delay(random.between(...GAP_MS));
    const what = random.pick(centre.targets);
    const backMs = await centre.kill(what);
    process.stdout.write(`  ${String(kills).padStart(4)}  kill -9 ${what.padEnd(8)} back after ${Math.round(backMs)} ms\n`);
    yield { what, backMs };
  }
  await delay(random.between(...GAP_MS));
}

function headlineOf(kills: readonly Back[], seconds: number): string[] {
  return [`${kills.length} kills in ${seconds.toFixed(0)} s: ${countsOf(kills.map(({ what }) => what))}`, ...backLines(kills)];
}
