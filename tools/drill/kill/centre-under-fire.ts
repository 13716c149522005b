import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, startProduct, type ProductProcess } from '../../product/product-process.ts';
import { secondsPlan } from './seconds-plan.ts';

export type Target = 'web' | 'worker' | 'database';

/** The real product on one database: web and worker as processes of their own. */
export interface CentreUnderFire {
  readonly base: string;
  readonly log: string;
  /** What can be killed: an external database stands outside. */
  readonly targets: readonly [Target, ...Target[]];
  /** Kills it without warning, brings it back, and tells after how many milliseconds it served again. */
  readonly kill: (target: Target) => Promise<number>;
  /** Ends both processes as an operator does; tells the statuses they ended with. */
  readonly stop: () => Promise<(number | NodeJS.Signals)[]>;
  /** Whatever happened: nothing of it runs on. */
  readonly abandon: () => void;
}

const CLI = 'apps/cli/main.ts';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Far beyond the bar; what is not back by then never will be. */
const PATIENCE_MS = 90_000;

export async function openCentreUnderFire(options: {
  dataDir: string;
  databaseUrl: string | undefined;
}): Promise<CentreUnderFire> {
  const { dataDir, databaseUrl } = options;
  const port = await freePort();
  const log = join(dataDir, 'drill.log');
  const env: NodeJS.ProcessEnv = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PLEDGE_DATA_DIR: dataDir,
    PLEDGE_DEMO: '1',
    DATABASE_URL: databaseUrl ?? '',
    PLEDGE_PUBLIC_URL: '',
    PLEDGE_SMTP_URL: '',
  };
  const base = `http://127.0.0.1:${port}`;
  const start = (role: 'web' | 'worker'): ProductProcess => startProduct({ role, env, log });
  const running = { web: start('web'), worker: undefined as ProductProcess | undefined };
  await running.web.told;
  await applySecondsPlan(dataDir, env);
  running.worker = start('worker');
  await running.worker.told;

  const restart = async (role: 'web' | 'worker'): Promise<void> => {
    const victim = running[role];
    victim?.signal('SIGKILL');
    await victim?.ended;
    const next = start(role);
    running[role] = next;
    await next.told;
    if (role === 'web') await untilReady(base);
  };
  const killDatabase = async (): Promise<void> => {
    const before = postmasterOf(dataDir);
    process.kill(before, 'SIGKILL');
    const until = performance.now() + PATIENCE_MS;
    while (currentPostmaster(dataDir) === before && performance.now() < until) await delay(10);
    await untilReady(base);
  };
  return {
    base,
    log,
    targets: databaseUrl === undefined ? ['web', 'worker', 'database'] : ['web', 'worker'],
    kill: async (target) => {
      const from = performance.now();
      await (target === 'database' ? killDatabase() : restart(target));
      return performance.now() - from;
    },
    stop: async () => {
      const both = [running.worker, running.web].filter((one) => one !== undefined);
      for (const one of both) one.signal('SIGTERM');
      return Promise.all(both.map((one) => one.ended));
    },
    abandon: () => {
      for (const one of [running.web, running.worker]) one?.signal('SIGTERM');
    },
  };
}

/** By the door an operator takes. */
async function applySecondsPlan(dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const file = join(dataDir, 'seconds-plan.yaml');
  await writeFile(file, await secondsPlan());
  await promisify(execFile)(process.execPath, [CLI, 'plan', 'apply', file], { cwd: ROOT, env: { ...process.env, ...env } });
}

async function untilReady(base: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const ready = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.status === 200,
      () => false,
    );
    if (ready) return;
    await delay(20);
  }
  throw new Error(`the product did not answer again within ${PATIENCE_MS / 1000} s`);
}

function postmasterOf(dataDir: string): number {
  const pid = currentPostmaster(dataDir);
  if (pid === undefined) throw new Error(`no PostgreSQL runs in ${dataDir}`);
  return pid;
}

function currentPostmaster(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
