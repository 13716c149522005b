import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort, startProduct, type ProductProcess } from '../../product/product-process.ts';
import type { Back } from '../fire/back-again.ts';
import { untilReady } from '../fire/ready.ts';
import { applySecondsPlan } from '../fire/apply-seconds-plan.ts';

export const PROCESSES = ['web 1', 'web 2', 'worker 1', 'worker 2'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** Something that was done to a process, from when until it served again: epoch milliseconds. */
export interface Trouble extends Back {
  readonly what: 'killed' | 'halted' | 'restarted';
  readonly process: ProcessName;
  readonly base: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** Two web and two workers on one database, with keys and files in common and a data folder each. */
export interface TwoNodes {
  readonly bases: readonly [string, string];
  readonly kill: (name: ProcessName) => Promise<Trouble>;
  /** The process stands still for so long and then goes on, as one does whose machine was frozen. */
  readonly halt: (name: ProcessName, ms: number) => Promise<Trouble>;
  /** Ended as an operator does and started again. */
  readonly restart: (name: ProcessName) => Promise<Trouble>;
  readonly stop: () => Promise<(number | NodeJS.Signals)[]>;
  readonly abandon: () => void;
}

export async function openTwoNodes(options: {
  dataDir: string;
  databaseUrl: string;
  /** Where the sources of the second node lie before its first restart: another version beside this one. */
  secondRoot?: string | undefined;
}): Promise<TwoNodes> {
  const { dataDir, databaseUrl, secondRoot } = options;
  const ports = [await freePort(), await freePort()] as const;
  const bases = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`] as const;
  const common = {
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    PLEDGE_SECRET_FILE: join(dataDir, 'keys.json'),
    PLEDGE_FILES: pathToFileURL(join(dataDir, 'files')).href,
    PLEDGE_PUBLIC_URL: bases[0],
    PLEDGE_SMTP_URL: '',
    PLEDGE_DEMO: '0',
  };
  const log = join(dataDir, 'drill.log');
  const roots = new Map<ProcessName, string | undefined>([
    ['web 2', secondRoot],
    ['worker 2', secondRoot],
  ]);
  const start = (name: ProcessName, more: NodeJS.ProcessEnv = {}): ProductProcess => {
    const node = name.endsWith('1') ? 0 : 1;
    return startProduct({
      role: name.startsWith('web') ? 'web' : 'worker',
      env: { ...common, PORT: String(ports[node]), PLEDGE_DATA_DIR: join(dataDir, `node-${node + 1}`), ...more },
      log,
      root: roots.get(name),
    });
  };
  const running = new Map<ProcessName, ProductProcess>();
  const begin = async (name: ProcessName, more?: NodeJS.ProcessEnv): Promise<void> => {
    const next = start(name, more);
    running.set(name, next);
    await next.told;
    const base = baseOf(name);
    if (base !== undefined) await untilReady(base);
  };
  const baseOf = (name: ProcessName): string | undefined =>
    name === 'web 1' ? bases[0] : name === 'web 2' ? bases[1] : undefined;

  await begin('web 1', { PLEDGE_DEMO: '1' });
  await applySecondsPlan(dataDir, { ...common, PLEDGE_DATA_DIR: join(dataDir, 'node-1') });
  for (const name of PROCESSES.slice(1)) await begin(name);

  const trouble = async (
    what: Trouble['what'],
    name: ProcessName,
    course: { hinder: () => Promise<unknown>; goOn: () => Promise<void> },
  ): Promise<Trouble> => {
    const from = Date.now();
    await course.hinder();
    const free = Date.now();
    await course.goOn();
    const to = Date.now();
    return { what, process: name, base: baseOf(name), from, to, backMs: to - free };
  };
  const endedBy = (what: Trouble['what'], name: ProcessName, signal: NodeJS.Signals): Promise<Trouble> =>
    trouble(what, name, {
      hinder: async () => {
        running.get(name)?.signal(signal);
        await running.get(name)?.ended;
      },
      goOn: () => {
        // Whatever ran another version goes on in this one.
        roots.delete(name);
        return begin(name);
      },
    });
  return {
    bases,
    kill: (name) => endedBy('killed', name, 'SIGKILL'),
    restart: (name) => endedBy('restarted', name, 'SIGTERM'),
    halt: (name, ms) =>
      trouble('halted', name, {
        hinder: async () => {
          running.get(name)?.signal('SIGSTOP');
          await delay(ms);
          running.get(name)?.signal('SIGCONT');
        },
        goOn: async () => {
          const base = baseOf(name);
          if (base !== undefined) await untilReady(base);
        },
      }),
    stop: async () => {
      for (const one of running.values()) one.signal('SIGTERM');
      return Promise.all([...running.values()].map((one) => one.ended));
    },
    abandon: () => {
      for (const one of running.values()) {
        one.signal('SIGCONT');
        one.signal('SIGTERM');
      }
    },
  };
}
