import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Figure } from './figures.ts';
import { benchLog } from './incident-log.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const file = (path: string): string => fileURLToPath(new URL(`../../plans/${path}`, import.meta.url));
const BAR_SECONDS = 120;

/**
 * `pledge import requests` as it is called, on a fresh database that waits for the disk: a log of 7,554 incidents and 65,533 rows, made
 * with a seed in the shape of the BPI Challenge of 2013, or the one that is named. Again: everything is found there already.
 */
export async function benchImport(log?: string): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pledge-bench-'));
  try {
    const pledge = async (...args: string[]): Promise<string> => {
      const env = { ...process.env, PLEDGE_DATA_DIR: dataDir, DATABASE_URL: '' };
      return (await run(process.execPath, [MAIN, ...args], { env, maxBuffer: 64 << 20 })).stdout;
    };
    for (const plan of ['sample-plan.yaml', 'incident-log-plan.yaml']) await pledge('plan', 'apply', file(plan));
    const source = log ?? join(dataDir, 'log.csv');
    if (log === undefined) await writeFile(source, benchLog());
    const timed = async (): Promise<{ seconds: number; rows: number }> => {
      const from = performance.now();
      const told = JSON.parse(await pledge('import', 'requests', source, '--map', file('maps/bpi2013-volvo.yaml'), '--json')) as {
        rows: number;
      };
      return { seconds: (performance.now() - from) / 1000, rows: told.rows };
    };
    const [first, again] = [await timed(), await timed()];
    return [
      {
        name: `import of ${first.rows.toLocaleString('en')} rows`,
        value: first.seconds,
        unit: 's',
        bar: { of: 'value', most: BAR_SECONDS },
      },
      { name: 'rows imported, with events, clocks and verdicts', value: first.rows / first.seconds, unit: '/s' },
      { name: 'the same again, all of it here already', value: again.seconds, unit: 's' },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
