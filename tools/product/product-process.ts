import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from '#apps/start/install.mjs';
import type { ProcessRole } from '#platform/config/config.ts';
import { UNHURRIED } from '#platform/config/limits.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = 'apps/start/start.mjs';

/** A process of the product as `npm start` would run it, in the pinned Node and with an environment of its own; its callers may call as often as they like. */
export interface ProductProcess {
  readonly role: ProcessRole;
  readonly pid: number;
  /** Once it has told that it serves; rejected where it ends before. */
  readonly told: Promise<void>;
  /** How it ended: an exit status or the signal. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** Starts one; what it says goes to the end of `log`. `env` names the data folder and the port. */
export function startProduct(about: {
  role: ProcessRole;
  env: NodeJS.ProcessEnv;
  log: string;
  nodeOptions?: readonly string[];
  /** Where its sources lie, if not here, with what they need installed. */
  root?: string | undefined;
}): ProductProcess {
  const log = openSync(about.log, 'a', 0o600);
  // Under the Node that its own version pins, or its launcher would hand over to that one, and signals reached the launcher alone.
  const node = about.root === undefined ? process.execPath : pinnedNode(about.root);
  const child = spawn(node, [...(about.nodeOptions ?? []), ENTRY], {
    cwd: about.root ?? ROOT,
    env: { ...process.env, ...UNHURRIED, ...about.env, PLEDGE_ROLE: about.role },
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1)),
  );
  return {
    role: about.role,
    pid: child.pid ?? 0,
    told: told(child, about.log),
    ended,
    signal: (signal) => void child.kill(signal),
  };
}

/** The first line of the greeting: it is written when everything is ready. */
const GREETING = /Pledge( is running|: worker is running)/;

function told(child: ChildProcess, log: string): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (GREETING.test(said)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`the product ended with ${code ?? signal} before it served: see ${log}`)),
    );
  });
  // Whoever does not ask for it (a process that is killed while it starts) need not hear that it failed.
  ready.catch(() => undefined);
  return ready;
}

/** A loopback port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
