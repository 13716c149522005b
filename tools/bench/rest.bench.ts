import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Figure } from './figures.ts';
import type { BenchedProduct } from './product.ts';

const REST_MS = 3_000;

/** How long a start takes, and the share of the memory after all the work before. */
export async function benchRest(product: BenchedProduct): Promise<Figure[]> {
  await delay(REST_MS);
  const application = await proportionalMiB(product.process.pid);
  const database = sum(await Promise.all((await databaseProcesses(product)).map(proportionalMiB)));
  return [
    { name: 'first start, database and demonstration made', value: product.firstStartMs, unit: 'ms' },
    { name: 'second start, to the greeting', value: product.secondStartMs, unit: 'ms', bar: { of: 'value', most: 2_000 } },
    { name: 'memory of the application after the load (PSS)', value: application, unit: 'MiB', bar: { of: 'value', most: 180 } },
    {
      name: 'memory of everything, database included (PSS)',
      value: application + database,
      unit: 'MiB',
      bar: { of: 'value', most: 350 },
    },
    { name: 'data folder', value: (await folderBytes(product.dataDir)) / 2 ** 20, unit: 'MiB' },
  ];
}

/** The postmaster and all that it started. */
async function databaseProcesses(product: BenchedProduct): Promise<number[]> {
  const client = new pg.Client({ connectionString: product.database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()');
  await client.end();
  const postmaster = await readFile(join(product.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return [Number(postmaster.split('\n')[0]), ...rows.map((row) => row.pid)];
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** Shared pages are counted by their share; not known where the system has no /proc. */
async function proportionalMiB(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) / 1024;
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size),
  );
  return sum(sizes);
}
