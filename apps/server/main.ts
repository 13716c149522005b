import { checkFolders } from '#platform/config/folders.ts';
import { checkPort, explainListenError } from '#platform/config/port.ts';
import { processConfig } from '#platform/config/process-config.ts';
import { StartError } from '#platform/config/start-error.ts';
import { openDatabase } from '#platform/db/database.ts';
import { whenAskedToStop } from '#apps/start/stop-request.ts';
import { openLog, type Log } from '#platform/log/log.ts';
import type { Assembled } from './assemble.ts';
import { greet } from './greet.ts';
import { isLate } from './late.ts';
import { ensureScreens } from './screens.ts';

/** After draining there is nothing to wait for but goodbyes to the database. */
const CLOSING_MS = 5_000;

try {
  await serve();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}

async function serve(): Promise<void> {
  const config = processConfig();
  const serves = config.role !== 'worker';
  const refused = (serves ? await checkPort(config.host, config.port) : undefined) ?? (await checkFolders(config));
  if (refused !== undefined) throw refused;
  if (serves) await ensureScreens((line) => process.stdout.write(`${line}\n`));
  // Before there is a database that nobody would stop.
  const stopping = whenAskedToStop();
  const asked: { by?: string } = {};
  void stopping.then((by) => (asked.by = by));
  // A database takes as long to start as the program that is needed then takes to be read. Whoever needs it hears what is wrong with it.
  const onWaiting = (): void => void readProgram(serves).catch(() => undefined);
  const database = await openDatabase(config, { onWaiting });
  let hangs = false;
  try {
    if (asked.by !== undefined) return;
    const log = openLog({ level: config.logLevel });
    const { assemble, loadDemonstration } = await readProgram(serves);
    const served = Promise.withResolvers<void>();
    const house = await assemble({ config, ownerUrl: database.ownerUrl, log, workAfter: served.promise });
    try {
      const signIns = await loadDemonstration(house, config);
      await house.server?.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
        // Free when it was looked at, some seconds ago.
        throw explainListenError(error, config.host, config.port);
      });
      greet(config, signIns);
      served.resolve();
      log({ level: 'info', event: 'started', role: config.role });
      await end(house, { log, asked: await stopping });
    } finally {
      if (await isLate(house.close(), CLOSING_MS)) hangs = true;
    }
  } finally {
    await database.stop();
  }
  // Whatever holds on to something must not hold the process.
  if (hangs) process.exit(1);
}

async function readProgram(serves: boolean) {
  const [{ assemble }, { loadDemonstration }] = await Promise.all([
    import('./assemble.ts'),
    import('./demonstration/load.ts'),
    ...(serves ? [import('./mount.ts')] : []),
  ]);
  return { assemble, loadDemonstration };
}

async function end(house: Assembled, about: { log: Log; asked: string }): Promise<void> {
  about.log({ level: 'info', event: 'stopping', asked: about.asked });
  const left = await house.drain();
  const isCut = left.cutConnections > 0 || left.workerLeft;
  about.log({ level: isCut ? 'warn' : 'info', event: isCut ? 'drainCutShort' : 'drained', ...left });
}
