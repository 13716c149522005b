/** The server as it is started, on the database of a test: tells its address, and ends with its standard input. */
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { assembleOn } from '../assemble.ts';
import { TEST_KEYS } from './test-server.ts';

const config = readConfig({ ...process.env, PORT: '0', PLEDGE_ROLE: 'all' }, process.cwd());
if (config instanceof ConfigError) throw config;
const app = await assembleOn({ config, url: process.argv[2] ?? '', keys: TEST_KEYS });
process.stdout.write(`${await app.server?.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.stdin.resume().once('end', () => {
  void app.drain().then(app.close);
});
