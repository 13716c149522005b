import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '#platform/db/database.ts';
import { openCentreDatabase } from '../../product/centre-database.ts';
import { optionsOf } from '../options.ts';
import { randomFrom, type Random } from '../random.ts';
import { backLines, backTooLate } from '../fire/back-again.ts';
import { countsOf } from '../fire/report.ts';
import { workUnderFire } from '../fire/under-fire.ts';
import { errorsBeyond } from './errors-beyond.ts';
import { otherVersion } from './other-version.ts';
import { openTwoNodes, PROCESSES, type ProcessName, type Trouble, type TwoNodes } from './two-nodes.ts';

/** Between two troubles, once the one before has healed. */
const GAP_MS = [300, 2_500] as const;
const DEFAULTS = { kills: 8, stops: 2, 'stop-seconds': 60, rolls: 1, clients: 8 };

/**
 * Two web and two workers on one database, with keys and files in common: killed, stopped for a while, restarted one after the other
 * under clients that do the whole work; with `beside`, the second node begins in that revision and comes to this one when it is restarted.
 * @returns 0 only if nothing was lost or doubled, no call failed beyond those in flight and every process was back in time
 */
export async function nodesDrill(args: readonly string[]): Promise<number> {
  const options = optionsOf('nodes', args, { numbers: DEFAULTS, words: ['beside'] });
  if (options === undefined) return 2;
  const { kills, stops, rolls, clients, seed } = options;
  process.stdout.write(
    `drill nodes: ${kills} kills, ${stops} stops of ${options['stop-seconds']} s, ${rolls} rolling restarts, ${clients} clients, seed ${seed}\n`,
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'pledge-drill-'));
  // PostgreSQL runs as another user where this is root.
  if (process.getuid?.() === 0) await chmod(dataDir, 0o711);
  const databaseUrl = process.env['DATABASE_URL'] === '' ? undefined : process.env['DATABASE_URL'];
  // The one that `DATABASE_URL` names, else one of the drill's own, which it holds up: none of these troubles is the database's.
  const server = await openDatabase({ databaseUrl, dataDir: join(dataDir, 'database') });
  const other = options.beside === undefined ? undefined : await otherVersion(options.beside, join(dataDir, 'other-version'));
  const nodes = await openTwoNodes({ dataDir, databaseUrl: server.ownerUrl, secondRoot: other?.root });
  process.once('exit', nodes.abandon);
  const database = await openCentreDatabase({
    dataDir: join(dataDir, 'node-1'),
    databaseUrl: server.ownerUrl,
    secretFile: join(dataDir, 'keys.json'),
  });
  const troubles: Trouble[] = [];
  let isWell = false;
  try {
    isWell = await workUnderFire({
      product: nodes,
      database,
      options,
      disturb: async () => {
        const random = randomFrom(seed);
        for (const trouble of planOf(random, options)) {
          await delay(random.between(...GAP_MS));
          const befallen = await trouble(nodes);
          troubles.push(...befallen);
          for (const one of befallen)
            process.stdout.write(`  ${one.process.padEnd(8)} ${one.what}, back after ${one.backMs} ms\n`);
        }
        await delay(random.between(...GAP_MS));
        return headlineOf(troubles);
      },
      judge: (history) => [...errorsBeyond(history, troubles), ...backTooLate(troubles)],
    });
  } finally {
    await database.close();
    nodes.abandon();
    await server.stop();
    await other?.remove();
    if (isWell) await rm(dataDir, { recursive: true, force: true });
    else process.stdout.write(`The data folder stays for a look: ${dataDir}\n`);
  }
  return isWell ? 0 : 1;
}

type Doing = (nodes: TwoNodes) => Promise<Trouble[]>;

/** The troubles in an order that the seed repeats. */
function planOf(random: Random, counts: { kills: number; stops: number; 'stop-seconds': number; rolls: number }): Doing[] {
  const some = (): ProcessName => random.pick(PROCESSES);
  const many = (count: number, one: () => Doing): Doing[] => Array.from({ length: count }, one);
  const troubles = [
    ...many(counts.kills, () => {
      const name = some();
      return async (nodes) => [await nodes.kill(name)];
    }),
    ...many(counts.stops, () => {
      const name = some();
      return async (nodes) => [await nodes.halt(name, counts['stop-seconds'] * 1_000)];
    }),
    ...many(counts.rolls, () => async (nodes) => {
      const done: Trouble[] = [];
      for (const name of PROCESSES) done.push(await nodes.restart(name));
      return done;
    }),
  ];
  return troubles
    .map((trouble) => ({ trouble, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ trouble }) => trouble);
}

function headlineOf(troubles: readonly Trouble[]): string[] {
  return [
    `${troubles.length} troubles: ${countsOf(troubles.map(({ what, process: name }) => `${what} ${name}`))}`,
    ...backLines(troubles),
  ];
}
