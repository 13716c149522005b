import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DEMONSTRATION_PASSWORD } from '#apps/server/demonstration/load.ts';
import { openCentreDatabase, type CentreDatabase } from '../../product/centre-database.ts';
import { randomFrom, type Random } from '../random.ts';
import { openCentreUnderFire, type CentreUnderFire, type Target } from './centre-under-fire.ts';
import { startClients } from './clients.ts';
import type { History } from './history.ts';
import { placesOf, signInAll } from './places.ts';
import { report } from './report.ts';
import { untilClocksAreWatched } from './checks/clocks.check.ts';
import { checkCentre } from './checks/check-centre.ts';
import { repeatCommands } from './checks/repeats.check.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly clients: number;
}

/** One killing, and after how many milliseconds the product served again. */
export interface Kill {
  readonly target: Target;
  readonly backMs: number;
}

/** Between two kills, once the one before has healed. */
const GAP_MS = [100, 2_500] as const;
const WARM_UP_MS = 1_500;

/**
 * Clients do the whole work while web, worker and database are killed at random instants; afterwards a history of every call is
 * held against the database. @returns 0 only if nothing was lost or doubled
 */
export async function killDrill(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) return 2;
  const dataDir = await mkdtemp(join(tmpdir(), 'pledge-drill-'));
  process.stdout.write(`drill kill: ${options.kills} kills, ${options.clients} clients, seed ${options.seed}\n`);
  const databaseUrl = process.env['DATABASE_URL'] === '' ? undefined : process.env['DATABASE_URL'];
  const centre = await openCentreUnderFire({ dataDir, databaseUrl });
  process.once('exit', centre.abandon);
  const database = await openCentreDatabase({ dataDir, databaseUrl, secretFile: join(dataDir, 'keys.json') });
  let isWell = false;
  try {
    isWell = await drill({ centre, database, options });
  } finally {
    await database.close();
    centre.abandon();
    if (isWell) await rm(dataDir, { recursive: true, force: true });
    else process.stdout.write(`The data folder stays for a look: ${dataDir}\n`);
  }
  return isWell ? 0 : 1;
}

async function drill(parts: { centre: CentreUnderFire; database: CentreDatabase; options: KillOptions }): Promise<boolean> {
  const { centre, database, options } = parts;
  const history: History = { calls: [], requestIds: new Set() };
  const requestsBefore = await countRequests(database);
  const cookies = await signInAll(centre.base, DEMONSTRATION_PASSWORD);
  const clients = startClients({
    count: options.clients,
    seed: options.seed,
    base: centre.base,
    cookies,
    places: await placesOf(database),
    history,
  });
  await delay(WARM_UP_MS);
  const began = performance.now();
  const kills = await killAtRandom(centre, randomFrom(options.seed), options.kills);
  const seconds = (performance.now() - began) / 1000;
  const { stories, faults } = await clients.stop();
  const repeated = await repeatCommands({ base: centre.base, cookies, history });
  await untilClocksAreWatched(database);
  const ended = await centre.stop();
  const findings = [
    ...faults.map((fault) => `a command was refused or had no outcome: ${fault}`),
    ...repeated.findings,
    ...(await checkCentre(database, { history, requestsBefore })),
  ];
  for (const status of ended) if (status !== 0) findings.push(`a process that was asked to stop ended with ${status}`);
  return report({
    options,
    kills,
    seconds,
    stories,
    history,
    repeated: repeated.count,
    findings,
    lateness: await latenessOf(database),
  });
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

async function countRequests(database: CentreDatabase): Promise<number> {
  return database.within(async (tx) => {
    const row = await tx
      .selectFrom('pledge.service_request')
      .select((expression) => expression.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  });
}

/** How late each warning and breach of the drill was written down, in milliseconds, smallest first. */
async function latenessOf(database: CentreDatabase): Promise<number[]> {
  return database.within(async (tx) => {
    const rows = await tx
      .selectFrom('pledge.event')
      .select(['occurred_at', 'recorded_at'])
      .where('type', 'in', ['clockWarned', 'clockBreached'])
      .where('request_id', 'in', (query) =>
        query
          .selectFrom('pledge.service_request')
          .select('id')
          .where('plan_id', 'in', (plans) => plans.selectFrom('pledge.service_plan').select('id').where('status', '=', 'active')),
      )
      .execute();
    return rows.map((row) => row.recorded_at - row.occurred_at).sort((a, b) => a - b);
  });
}

function readOptions(args: readonly string[]): KillOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { kills: { type: 'string', default: '10' }, seed: { type: 'string' }, clients: { type: 'string', default: '8' } },
    });
    const [kills, clients] = [wholeNumber('kills', values.kills), wholeNumber('clients', values.clients)];
    return {
      kills,
      clients,
      seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed', values.seed),
    };
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)} Call: npm run drill -- kill [--kills N] [--seed S] [--clients N]\n`,
    );
    return undefined;
  }
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} ${value} is no whole number.`);
  return Number(value);
}
