import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPledge } from './command.ts';
import type { Figure } from './figures.ts';
import { benchLog } from './incident-log.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PLAN = file('plans/incident-log-plan.yaml');
const SECONDS_BAR = 10;
const MEGABYTES_BAR = 300;

/**
 * `pledge clock replay` as it is called: a log of 65,533 rows in the shape of the BPI Challenge of 2013, or the one that is named, judged by
 * a plan, every clock written to a file; then by two plans in one pass.
 */
export async function benchReplay(log?: string): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pledge-bench-replay-'));
  try {
    const source = log ?? join(folder, 'log.csv');
    if (log === undefined) await writeFile(source, benchLog());
    const timed = async (...more: string[]) => {
      const call = ['clock', 'replay', source, '--plan', PLAN, '--map', file('plans/maps/bpi2013-volvo.yaml'), '--json', ...more];
      const { stdout, seconds, megabytes } = await runPledge(...call);
      const { rows } = JSON.parse(stdout) as { rows: number };
      return { seconds, rows, megabytes };
    };
    const one = await timed('--out', join(folder, 'clocks.csv'));
    const two = await timed('--against', PLAN);
    return [
      {
        name: `replay of ${one.rows.toLocaleString('en')} rows, every clock to a file`,
        value: one.seconds,
        unit: 's',
        bar: { of: 'value', most: SECONDS_BAR },
      },
      { name: 'the most memory of it', value: one.megabytes, unit: 'MB', bar: { of: 'value', most: MEGABYTES_BAR } },
      { name: 'by two plans in one pass', value: two.seconds, unit: 's' },
      { name: 'the most memory of that', value: two.megabytes, unit: 'MB' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
