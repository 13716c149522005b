import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApplicationLogin } from '../db/application-role.ts';
import { embeddedServer, ownerUrl } from '../db/embedded/embedded-server.ts';
import { findPostmaster } from '../db/embedded/postmaster.ts';
import { isAlive } from '../db/embedded/process-table.ts';

/** Names the server of the whole test run, set by `npm test`: its owner's connection URL. */
export const TEST_DATABASE_VARIABLE = 'PLEDGE_TEST_DATABASE_URL';

/** Names a pooler before that server, `HOST:PORT`, where the run goes through one. */
export const TEST_POOLER_VARIABLE = 'PLEDGE_TEST_POOLER';

/**
 * The address as the product is to use it: through the run's pooler, where it has one. What a test itself does on the database
 * (making it, holding a lock in it) goes directly.
 */
export function throughPooler(directUrl: string): string {
  const pooler = process.env[TEST_POOLER_VARIABLE];
  if (pooler === undefined || pooler === '') return directUrl;
  const url = new URL(directUrl);
  url.host = pooler;
  return url.href;
}

const PREFIX = 'pledge-test-';

/** What the houses of tests sign in as: one for all of them, since they are copies of one template. */
export const TEST_LOGIN: ApplicationLogin = { role: 'pledge_app_test', password: 'test-only' };

export interface TestDatabase {
  /** The owner may create databases and roles; make a database of your own and leave this one empty. */
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL for tests: the one of the running `npm test`, else an embedded one of this process
 * in the system's temporary folder. It does not wait for the disk.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const url = process.env[TEST_DATABASE_VARIABLE];
  return url === undefined || url === '' ? startOwnDatabase() : { ownerUrl: url, stop: async () => undefined };
}

/** An embedded one for this process alone. */
export async function startOwnDatabase(): Promise<TestDatabase> {
  await sweepAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
  const server = await embeddedServer({ dataDir, durable: false });
  const port = await server.exclusively(() => server.ensureRunning());
  const abandon = (): void => killNow(server.folder.cluster);
  process.once('exit', abandon);
  return {
    ownerUrl: ownerUrl(port, server.passwords),
    stop: async () => {
      process.removeListener('exit', abandon);
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A test that ends without stopping its server takes it along; its folder is swept by the next run. */
function killNow(cluster: string): void {
  const running = findPostmaster(cluster);
  if (running !== undefined) process.kill(running.pid, 'SIGQUIT');
}

/** Ends the servers of test runs that were killed, and removes their folders. */
async function sweepAbandoned(): Promise<void> {
  const found = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const name of found) {
    const owner = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    await removeAbandoned(join(tmpdir(), name));
  }
}

async function removeAbandoned(dataDir: string): Promise<void> {
  try {
    const server = await embeddedServer({ dataDir, durable: false });
    await server.exclusively(() => server.stop());
    rmSync(dataDir, { recursive: true, force: true });
  } catch {
    // It belongs to another user, or another run is removing it just now.
  }
}
