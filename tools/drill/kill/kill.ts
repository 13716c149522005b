import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openCentreDatabase } from '../../product/centre-database.ts';
import { optionsOf } from '../options.ts';
import { randomFrom, type Random } from '../random.ts';
import { openCentreUnderFire, type CentreUnderFire, type Target } from './centre-under-fire.ts';
import { countsOf, spread } from '../fire/report.ts';
import { workUnderFire } from '../fire/under-fire.ts';

/** The product serves again within so much after each kill. */
const BACK_WITHIN_MS = 5_000;

/** One killing, and after how many milliseconds the product served again. */
interface Kill {
  readonly target: Target;
  readonly backMs: number;
}

/** Between two kills, once the one before has healed. */
const GAP_MS = [100, 2_500] as const;

/**
 * Clients do the whole work while web, worker and database are killed at random instants; afterwards a history of every call is
 * held against the database. @returns 0 only if nothing was lost or doubled
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
  let isWell = false;
  try {
    isWell = await workUnderFire({
      product: { bases: [centre.base], stop: centre.stop },
      database,
      options,
      disturb: async () => {
        const began = performance.now();
        const kills = await killAtRandom(centre, randomFrom(options.seed), options.kills);
        return headlineOf(kills, (performance.now() - began) / 1000);
      },
    });
  } finally {
    await database.close();
    centre.abandon();
    if (isWell) await rm(dataDir, { recursive: true, force: true });
    else process.stdout.write(`The data folder stays for a look: ${dataDir}\n`);
  }
  return isWell ? 0 : 1;
}

async function killAtRandom(centre: CentreUnderFire, random: Random, count: number): Promise<Kill[]> {
  const kills: Kill[] = [];
  while (kills.length < count) {
    await delay(random.between(...GAP_MS));
    const target = random.pick(centre.targets);
    const backMs = await centre.kill(target);
    kills.push({ target, backMs });
    process.stdout.write(
      `  ${String(kills.length).padStart(4)}  kill -9 ${target.padEnd(8)} back after ${Math.round(backMs)} ms\n`,
    );
  }
  await delay(random.between(...GAP_MS));
  return kills;
}

function headlineOf(kills: readonly Kill[], seconds: number): string[] {
  const slow = kills.filter(({ backMs }) => backMs > BACK_WITHIN_MS);
  return [
    `${kills.length} kills in ${seconds.toFixed(0)} s: ${countsOf(kills.map(({ target }) => target))}`,
    ...[...Map.groupBy(kills, ({ target }) => target)].map(
      ([target, list]) =>
        `  ${target.padEnd(9)} back after ${spread(list.map(({ backMs }) => backMs))} (bar ${BACK_WITHIN_MS} ms)`,
    ),
    ...(slow.length > 0 ? [`  ✗ ${slow.length} times not back within ${BACK_WITHIN_MS} ms`] : []),
  ];
}
