import { createServer } from 'node:net';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { StartError } from '#platform/config/start-error.ts';
import { openDatabase } from '#platform/db/database.ts';
import { whenAskedToStop } from '#apps/start/stop-request.ts';
import { assemble } from './assemble.ts';
import { loadDemonstration } from './demonstration/load.ts';
import { greet } from './greet.ts';
import { ensureScreens } from './screens.ts';

try {
  await serve();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}

async function serve(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  if (config instanceof ConfigError) throw config;
  if (config.role !== 'worker') await mustBeFree(config);
  if (config.role !== 'worker') await ensureScreens((line) => process.stdout.write(`${line}\n`));
  const database = await openDatabase(config);
  const stopping = whenAskedToStop();
  const house = await assemble({ config, ownerUrl: database.ownerUrl }).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  const signIns = await loadDemonstration(house, config);
  await house.server?.listen({ port: config.port, host: config.host });
  greet(config, signIns);
  await stopping;
  await house.close();
  await database.stop();
}

/** A taken port is told before anything is started for it. */
async function mustBeFree(config: { port: number; host: string }): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ port: config.port, host: config.host, exclusive: true }, () => probe.close(() => resolve()));
  }).catch((error: NodeJS.ErrnoException) => {
    const values = { port: config.port, host: config.host, other: config.port + 1 };
    if (error.code === 'EADDRINUSE') throw new StartError('portTaken', values);
    if (error.code === 'EACCES') throw new StartError('portForbidden', values);
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') throw new StartError('addressUnknown', values);
    throw error;
  });
}
