import { ConfigError, readConfig } from '#platform/config/config.ts';
import { checkPort } from '#platform/config/port.ts';
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
  if (config.role !== 'worker') {
    const taken = await checkPort(config.host, config.port);
    if (taken !== undefined) throw taken;
    await ensureScreens((line) => process.stdout.write(`${line}\n`));
  }
  const database = await openDatabase(config);
  const stopping = whenAskedToStop();
  try {
    const house = await assemble({ config, ownerUrl: database.ownerUrl });
    try {
      const signIns = await loadDemonstration(house, config);
      await house.server?.listen({ port: config.port, host: config.host });
      greet(config, signIns);
      await stopping;
    } finally {
      await house.close();
    }
  } finally {
    await database.stop();
  }
}
