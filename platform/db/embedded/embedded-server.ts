import { setTimeout as delay } from 'node:timers/promises';
import { folderUnusable } from '../../config/folders.ts';
import { StartError } from '../../config/start-error.ts';
import { quietClient } from '../quiet-client.ts';
import { findBinaries } from './binaries.ts';
import { ensureCluster, ensureDatabase, ownerUrl } from './cluster.ts';
import { ensureOwner, prepareDataFolder, readPasswords } from './data-folder.ts';
import type { DatabaseFolder, DatabasePasswords } from './data-folder.ts';
import { LockBusyError, withFileLock } from './file-lock.ts';
import { chooseIdentity } from './identity.ts';
import type { IdentityKind } from './identity.ts';
import { findPostmaster, freePort, lastPort, startPostmaster, stopPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';

/** Creating a cluster or recovering a large one after a kill takes its time. */
const LOCK_PATIENCE_MS = 300_000;
const ADOPT_PATIENCE_MS = 300_000;
/** Where the system does not tell whose number it is, a server that never answers is taken for dead. */
const UNSURE_PATIENCE_MS = 10_000;

const SETTINGS: Readonly<Record<string, string>> = {
  cluster_name: 'pledge',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // After a kill every file is flushed before recovery: one call for the file system instead of one for each file.
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
};

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** False only for tests: the cluster need not survive a power cut. */
  readonly durable?: boolean;
  /** Ways of running the server as root that may be tried, for tests. */
  readonly identities?: readonly IdentityKind[];
  /** Called when a server was told to start, or is asked whether it serves. */
  readonly onWaiting?: () => void;
}

/** The embedded server of one data folder, as one process sees it. */
export interface EmbeddedServer {
  readonly folder: DatabaseFolder;
  readonly passwords: DatabasePasswords;
  /** Runs `work` while no other process starts or stops this server. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Makes sure that the server runs: adopts the one that runs, or starts one. Call inside `exclusively`.
   * @param samePort the port that pools already know: no other one will do
   * @returns its port
   */
  ensureRunning(samePort?: number): Promise<number>;
  /** Stops the server if it runs. Call inside `exclusively`. */
  stop(): Promise<void>;
}

/** Prepares the data folder. Throws a `StartError` where it cannot be written or holds what cannot be opened. */
export async function embeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = await prepareDataFolder(options.dataDir);
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => lockFolder(folder, work);
  const passwords = await exclusively(async () => readPasswords(folder));
  return {
    folder,
    passwords,
    exclusively,
    ensureRunning: async (samePort) => {
      const parts = { folder, passwords, options };
      const port = (await adopt(parts)) ?? (await start(parts, samePort));
      await ensureDatabase(port, passwords);
      return port;
    },
    stop: async () => {
      const running = findPostmaster(folder.cluster);
      if (running !== undefined) await stopPostmaster(running.pid);
    },
  };
}

async function lockFolder<T>(folder: DatabaseFolder, work: () => Promise<T>): Promise<T> {
  try {
    return await withFileLock(folder.lock, LOCK_PATIENCE_MS, work);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw folderUnusable(folder.dataDir, error);
    if (!(error instanceof LockBusyError)) throw error;
    throw new StartError('dataDirBusy', { folder: folder.dataDir, seconds: LOCK_PATIENCE_MS / 1000 }, error);
  }
}

interface StartParts {
  readonly folder: DatabaseFolder;
  readonly passwords: DatabasePasswords;
  readonly options: EmbeddedOptions;
}

async function start({ folder, passwords, options }: StartParts, samePort: number | undefined): Promise<number> {
  const binaries = findBinaries();
  const identity = chooseIdentity(binaries, folder.dataDir, options.identities);
  const durable = options.durable ?? true;
  await ensureCluster({ folder, binaries, identity, passwords, durable });
  ensureOwner(folder.cluster, identity.owner);
  const settings = durable
    ? SETTINGS
    : { ...SETTINGS, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const port = samePort ?? (await freePort(lastPort(folder.cluster)));
  const { postgres } = binaries;
  const complaint = await startPostmaster({ folder, postgres, identity, port, settings, onWaiting: options.onWaiting });
  if (complaint !== undefined) throw new StartError('databaseNotStarted', { reason: complaint, log: folder.log });
  return port;
}

/** Takes over the server that another process started, waiting while it recovers or is just stopping. */
async function adopt({ folder, passwords, options }: StartParts): Promise<number | undefined> {
  const began = performance.now();
  for (;;) {
    const running = findRunning(folder);
    if (running === undefined) return undefined;
    options.onWaiting?.();
    const answer = await ask(running, passwords);
    if (answer === 'ours') return running.port;
    const waited = performance.now() - began;
    const patience = process.platform === 'linux' ? ADOPT_PATIENCE_MS : UNSURE_PATIENCE_MS;
    if (answer === 'refuses' || waited > patience) {
      if (process.platform !== 'linux') return undefined;
      throw new StartError('databaseNotStarted', { reason: `process ${running.pid} does not answer`, log: folder.log });
    }
    await delay(50);
  }
}

function findRunning(folder: DatabaseFolder): Postmaster | undefined {
  try {
    return findPostmaster(folder.cluster);
  } catch {
    return undefined;
  }
}

async function ask(server: Postmaster, passwords: DatabasePasswords): Promise<'ours' | 'silent' | 'refuses'> {
  const client = quietClient({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
    connectionTimeoutMillis: 3000,
  });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return 'ours';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'refuses' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

export { ownerUrl };
