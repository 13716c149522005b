import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerIdentity } from './identity.ts';
import { commandLineOf, isAlive, workingFolderOf } from './process-table.ts';
import type { DatabaseFolder } from './data-folder.ts';

const LOG_LIMIT_BYTES = 10_000_000;
const ORPHAN_PATIENCE_MS = 30_000;
/** Two lines for each process of a machine that has many. */
const LOOK_BYTES = 64_000_000;

/** What `postmaster.pid` says. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The environment of PostgreSQL's programs: nothing of ours, so that no PG… variable or language of the user reaches them. */
export const SERVER_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** The living server of a cluster; undefined if there is none, or only the trace of a dead one. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const written = readPidFile(cluster);
  if (written === undefined || !isAlive(written.pid)) return undefined;
  return process.platform !== 'linux' || serves(written.pid, cluster) ? written : undefined;
}

/**
 * Whether a process is the server of a cluster: its number may meanwhile belong to another program.
 * PostgreSQL works inside the cluster's folder; where that may not be seen (root in most containers may not look at
 * other users' processes), its command line names it.
 */
function serves(pid: number, cluster: string): boolean {
  const folder = workingFolderOf(pid);
  if (folder !== undefined) return folder === realpathSync(cluster);
  const command = commandLineOf(pid);
  const named = command[command.indexOf('-D') + 1];
  return named !== undefined && existsSync(named) && realpathSync(named) === realpathSync(cluster);
}

/** The port of the last start, kept so that connection pools find the server again. */
export function lastPort(cluster: string): number | undefined {
  try {
    const port = /"port=(\d+)"/.exec(readFileSync(join(cluster, 'postmaster.opts'), 'utf8'))?.[1];
    return port === undefined ? undefined : Number(port);
  } catch {
    return undefined;
  }
}

/** A loopback port that nobody listens on: the wished one if it is free. */
export async function freePort(wished: number | undefined): Promise<number> {
  const port = wished === undefined ? undefined : await tryPort(wished);
  return port ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/**
 * Removes what a server that was killed left behind: its backends, which hold the shared memory that keeps a
 * new server from starting, and a pid file that a zombie or a reused number makes look alive.
 * Call only when `findPostmaster` found nobody.
 */
function clearRemains({ folder, identity }: StartOptions): void {
  for (const pid of findOrphans(realpathSync(folder.cluster), identity)) killQuietly(pid, 'SIGKILL');
  rmSync(join(folder.cluster, 'postmaster.pid'), { force: true });
}

/**
 * PostgreSQL's processes that work in the cluster's folder, seen as the one whose they are: root may not always look at them. Somebody's shell may
 * stand there as well. By its name, not its place: a server outlives an installation that was moved or made anew.
 */
function findOrphans(folder: string, identity: ServerIdentity): number[] {
  if (process.platform !== 'linux') return [];
  const look = 'ls -l /proc/[0-9]*/cwd /proc/[0-9]*/exe 2>/dev/null';
  const { file, args, uid, gid } = identity.command('/bin/sh', ['-c', look]);
  const { stdout } = spawnSync(file, args, { uid, gid, cwd: '/', encoding: 'utf8', timeout: 10_000, maxBuffer: LOOK_BYTES });
  const told = [...(stdout ?? '').matchAll(/ \/proc\/(\d+)\/(cwd|exe) -> (.*)$/gm)];
  const programs = new Map(told.filter(([, , link]) => link === 'exe').map(([, pid, , file]) => [pid, file]));
  return told
    .filter(([, pid, link, at]) => link === 'cwd' && at === folder && isPostgres(programs.get(pid)))
    .map(([, pid]) => Number(pid));
}

function isPostgres(program: string | undefined): boolean {
  return program !== undefined && basename(program.replace(/ \(deleted\)$/, '')) === 'postgres';
}

export interface StartOptions {
  readonly folder: DatabaseFolder;
  readonly postgres: string;
  readonly identity: ServerIdentity;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Called when it was told to start. */
  readonly onWaiting?: (() => void) | undefined;
}

/**
 * Clears away a dead server and starts one of its own session, so that Ctrl-C in the terminal reaches only its user, and waits until it
 * takes connections, crash recovery included. Listens on loopback alone.
 * @returns undefined once it is ready, else the last complaint in its log
 */
export async function startPostmaster(options: StartOptions): Promise<string | undefined> {
  const until = performance.now() + ORPHAN_PATIENCE_MS;
  for (;;) {
    clearRemains(options);
    const complaint = await startOnce(options);
    // Where they cannot be seen at all, backends end by themselves once they look up from their work.
    if (complaint === undefined || !complaint.includes('shared memory block') || performance.now() > until) return complaint;
    await delay(250);
  }
}

async function startOnce(options: StartOptions): Promise<string | undefined> {
  const { folder, identity, port, settings } = options;
  const all: Record<string, string> = {
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
  };
  const values = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, uid, gid } = identity.command(options.postgres, ['-D', folder.cluster, ...values]);
  const logged = startLog(folder.log);
  const log = openSync(folder.log, 'a', 0o600);
  const child = spawn(file, args, { uid, gid, cwd: '/', env: SERVER_ENVIRONMENT, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `exit ${code ?? signal}`));
  child.unref();
  options.onWaiting?.();
  while (ended === undefined) {
    const written = readPidFile(folder.cluster);
    if (written?.pid === child.pid && written?.ready === true) return undefined;
    await delay(10);
  }
  return lastComplaint(folder.log, logged) ?? ended;
}

/** Stops a server: fast (open transactions are rolled back, everything is written), harder where that takes too long. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps: readonly [NodeJS.Signals, number][] = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ];
  for (const [signal, patience] of steps) {
    killQuietly(pid, signal);
    const until = performance.now() + patience;
    while (isAlive(pid) && performance.now() < until) await delay(10);
    if (!isAlive(pid)) return;
  }
}

function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/** Begins a new log where the old one has grown, keeping one older. @returns the size that is already written */
function startLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_LIMIT_BYTES) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

function lastComplaint(log: string, offset: number): string | undefined {
  const lines = readFileSync(log).subarray(offset).toString('utf8').split('\n');
  const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|could not|error while loading/.test(line));
  return complaint?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '');
}

function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself between the look and the signal.
  }
}
