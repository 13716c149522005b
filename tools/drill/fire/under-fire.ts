import { setTimeout as delay } from 'node:timers/promises';
import { DEMONSTRATION_PASSWORD } from '#apps/server/demonstration/load.ts';
import type { CentreDatabase } from '../../product/centre-database.ts';
import { checkCentre } from './checks/check-centre.ts';
import { untilClocksAreWatched } from './checks/clocks.check.ts';
import { repeatCommands } from './checks/repeats.check.ts';
import { startClients } from './clients.ts';
import { countRequests, latenessOf } from './figures.ts';
import type { History } from './history.ts';
import { placesOf, signInAll } from './places.ts';
import { report } from './report.ts';

const WARM_UP_MS = 1_500;

/** A product that clients work on while it is disturbed. */
export interface UnderFire {
  /** Where it answers; clients go from one to the next where they get no answer. */
  readonly bases: readonly [string, ...string[]];
  /** Ends it as an operator does; tells the statuses that its processes ended with. */
  readonly stop: () => Promise<(number | NodeJS.Signals)[]>;
}

/**
 * Clients do the whole work while `disturb` does to the product what it does; afterwards a history of every call is held against the
 * database, and everything is printed. @returns whether all was as promised
 */
export async function workUnderFire(parts: {
  product: UnderFire;
  database: CentreDatabase;
  options: { readonly seed: number; readonly clients: number };
  /** Disturbs; tells what it did, a line each. */
  disturb: () => Promise<string[]>;
  /** What the calls themselves show that should not be. */
  judge?: (history: History) => string[];
}): Promise<boolean> {
  const { product, database, options } = parts;
  const [base] = product.bases;
  const history: History = { calls: [], requestIds: new Set() };
  const requestsBefore = await countRequests(database);
  const cookies = await signInAll(base, DEMONSTRATION_PASSWORD);
  const clients = startClients({
    count: options.clients,
    seed: options.seed,
    bases: product.bases,
    cookies,
    places: await placesOf(database),
    history,
  });
  await delay(WARM_UP_MS);
  const headline = await parts.disturb();
  const { stories, faults } = await clients.stop();
  const repeated = await repeatCommands({ base, cookies, history });
  const watched = await untilClocksAreWatched(database);
  // What the product itself holds up ends with it.
  await database.holdUp();
  const ended = await product.stop();
  const findings = [
    ...faults.map((fault) => `a command was refused or had no outcome: ${fault}`),
    ...(parts.judge?.(history) ?? []),
    ...repeated.findings,
    ...watched.findings,
    ...(await checkCentre(database, { history, requestsBefore, watchedUntil: watched.watchedUntil })),
    ...ended.filter((status) => status !== 0).map((status) => `a process that was asked to stop ended with ${status}`),
  ];
  return report({
    seed: options.seed,
    headline,
    stories,
    history,
    repeated: repeated.count,
    findings,
    lateness: await latenessOf(database),
  });
}
