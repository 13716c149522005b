import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, startProduct, type ProductProcess } from '../../product/product-process.ts';
import { applySecondsPlan } from '../fire/apply-seconds-plan.ts';
import { PATIENCE_MS, untilReady } from '../fire/ready.ts';

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
