import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestHouse } from '#centre/testing/house.ts';
import { formatInstant } from '#platform/time/instant.ts';

const WORKER = fileURLToPath(new URL('worker.process.ts', import.meta.url));
/** A worker that was killed holds its job no longer than this. */
const HELD_SECONDS = 20;
const PATIENCE_MS = 60_000;

/** How far a job is, as its own row says it; `over` once nothing is left of it. */
export interface HowFar {
  readonly begun: boolean;
  readonly over: boolean;
  /** Changes with each slice. */
  readonly place: string;
}

/**
 * Runs the product's worker as a process of its own and kills it (SIGKILL) in the middle of a job, `times` times, each time a little later
 * after it took the job up; then one more lets it end. Gives how often it was killed with the job begun and not over.
 * @param held what the owner's session locks that the end of the job needs: until the first kill, however slowly that comes
 */
export async function killedInTheMiddle(
  house: TestHouse,
  times: number,
  { look, held }: { look: () => Promise<HowFar>; held?: (owner: pg.Client) => Promise<unknown> },
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'pledge-worker-'));
  let inTheMiddle = 0;
  try {
    for (let kill = 0; kill <= times; kill += 1) {
      const before = await look();
      if (before.over) break;
      const owner = kill === 0 && held !== undefined ? await holding(house, held) : null;
      const worker = await started(house, folder);
      if (kill === times) await until(async () => (await look()).over);
      else {
        await until(async () => {
          const { begun, over, place } = await look();
          return over || (begun && place !== before.place);
        });
        await delay(kill * 7);
      }
      worker.kill('SIGKILL');
      await once(worker, 'exit');
      await owner?.end();
      if (!(await look()).over) inTheMiddle += 1;
      house.time.pass(HELD_SECONDS / 60);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return inTheMiddle;
}

async function holding(house: TestHouse, held: (owner: pg.Client) => Promise<unknown>): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  await owner.query('begin');
  await held(owner);
  return owner;
}

async function started(house: TestHouse, folder: string) {
  const worker = spawn(process.execPath, [WORKER], {
    env: {
      ...process.env,
      WORKER_URL: house.applicationUrl,
      WORKER_DIRECT_URL: house.directUrl,
      WORKER_AT: formatInstant(house.time.current()),
      PLEDGE_DATA_DIR: folder,
      PLEDGE_LOG: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // A test that fails leaves no worker behind.
  process.once('exit', () => worker.kill('SIGKILL'));
  await once(worker, 'spawn');
  return worker;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('the worker did not get on with its job');
    await delay(3);
  }
}
