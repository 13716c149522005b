import { existsSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { clusterIn } from './embedded/data-folder.ts';
import { embeddedServer, ownerUrl } from './embedded/embedded-server.ts';
import { takeLease } from './embedded/lease.ts';
import { findPostmaster } from './embedded/postmaster.ts';
import { openExternal } from './external.ts';

export { StartError };

/** A PostgreSQL that is ready for migrations and work. */
export interface OpenedDatabase {
  /** Connection URL of the role that owns the schemas. It is no superuser, but may create roles and databases. */
  readonly ownerUrl: string;
  /** As `server_version_num`: 180004, 150014. */
  readonly serverVersion: number;
  /** Gives the database back. The embedded server stops when its last user has gone; an external one is left alone. */
  stop(): Promise<void>;
}

export interface OpeningTold {
  /** Called once if an embedded server died and has not come back within a minute; it is tried on. */
  readonly onLost?: (error: StartError) => void;
  /** Called once the server is what is waited for, so that something else may be done meanwhile. */
  readonly onWaiting?: () => void;
}

/**
 * Opens the database of an installation: the one `DATABASE_URL` names, else the embedded one in the data folder,
 * which is created, started, or adopted from whoever runs it. Any number of processes may do so at once.
 * While it is open, an embedded server that dies is started again on the same port.
 * Throws a `StartError` whose message is one line with the remedy.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  told: OpeningTold = {},
): Promise<OpenedDatabase> {
  const opening = open(config, told);
  opened.add(opening);
  const forget = (): void => void opened.delete(opening);
  opening.catch(forget);
  const database = await opening;
  return { ...database, stop: () => database.stop().finally(forget) };
}

/** What this process has open, or is just opening. */
const opened = new Set<Promise<OpenedDatabase>>();

/** Gives back every database that this process has open, for one that ends before its work does. What cannot be given back is left. */
export async function giveBackDatabases(): Promise<void> {
  await Promise.allSettled([...opened].map(async (opening) => (await opening).stop()));
}

async function open(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { onLost = reportLoss, onWaiting = () => undefined }: OpeningTold,
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined) {
    onWaiting();
    return openExternal(config.databaseUrl);
  }
  const server = await embeddedServer({ dataDir: config.dataDir, onWaiting });
  const lease = await takeLease(server, onLost);
  return { ownerUrl: ownerUrl(lease.port, server.passwords), serverVersion: lease.serverVersion, stop: lease.release };
}

/** Whether there is one at all: one that `DATABASE_URL` names, or that was made in the data folder. Where there is none, opening makes it. */
export function isMade({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): boolean {
  return databaseUrl !== undefined || existsSync(clusterIn(dataDir));
}

/** Whether there is one to be asked without starting it: one that `DATABASE_URL` names, or that serves the data folder. */
export function isServing({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): boolean {
  return databaseUrl !== undefined || findPostmaster(clusterIn(dataDir)) !== undefined;
}

function reportLoss(error: StartError): void {
  process.stderr.write(`${error.message}\n`);
}
