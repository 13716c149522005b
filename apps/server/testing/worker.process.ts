/**
 * The worker of the product as a process of its own, to be killed by a test: on the test's house, with the product's tasks, and with a
 * time that goes on from the instant that it is given. Environment: `WORKER_URL` and `WORKER_DIRECT_URL` of the house, `WORKER_AT` (ISO 8601),
 * `PLEDGE_DATA_DIR`.
 */
import { readConfig } from '#platform/config/config.ts';
import { UNHURRIED } from '#platform/config/limits.ts';
import { instant } from '#platform/time/instant.ts';
import { assembleOn } from '../assemble.ts';
import { TEST_KEYS } from './test-server.ts';

const { WORKER_URL: url = '', WORKER_DIRECT_URL: directUrl = '', WORKER_AT: at = '' } = process.env;
const config = readConfig({ ...process.env, ...UNHURRIED, PLEDGE_ROLE: 'worker' }, process.cwd());
if (config instanceof Error) throw config;
const [begun, started] = [Date.parse(at), performance.now()];
const time = { now: () => instant(begun + Math.round(performance.now() - started)) };
await assembleOn({ config, url, directUrl, keys: TEST_KEYS, time });
