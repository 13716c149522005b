import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { StartError } from '../../config/start-error.ts';
import { quietClient } from '../quiet-client.ts';
import type { EmbeddedServer } from './embedded-server.ts';
import { ownerUrl } from './embedded-server.ts';

const LEASE_NAME = 'pledge lease';
const HEAL_PATIENCE_MS = 60_000;

/**
 * The right of one process to find the server running: an idle connection that stands for it.
 * Who uses the server is thereby always known to the server itself, also after kill -9 of a user.
 */
export interface Lease {
  readonly port: number;
  readonly serverVersion: number;
  /** Gives the lease back, once however often it is called; the last one to do so stops the server. */
  readonly release: () => Promise<void>;
}

/**
 * Starts or adopts the server and takes a lease on it. While the lease is held, a server that dies is started
 * again on the same port, so that connection pools find it.
 * @param onLost called once if it has not come back within a minute; it is tried on
 */
export async function takeLease(server: EmbeddedServer, onLost: (error: StartError) => void): Promise<Lease> {
  let released = false;
  let connection = await server.exclusively(async () => connect(server, await server.ensureRunning()));
  const { port } = connection;
  const watch = (): void => {
    connection.client.once('end', () => {
      if (!released) void heal();
    });
  };
  const heal = async (): Promise<void> => {
    const until = performance.now() + HEAL_PATIENCE_MS;
    let told = false;
    while (!released) {
      try {
        await server.exclusively(async () => {
          if (!released) connection = await connect(server, await server.ensureRunning(port));
        });
        return watch();
      } catch (error) {
        // Told once; whoever makes room for it or mends it must not have to start everything again.
        if (performance.now() > until && !told) {
          told = true;
          onLost(lost(server, error));
        }
        await delay(told ? 1_000 : 100);
      }
    }
  };
  watch();
  const giveBack = (): Promise<void> => {
    released = true;
    return server.exclusively(async () => {
      // The connection may have been replaced while this waited.
      keepProcessAlive(connection.client, true);
      const others = await countOthers(connection.client);
      await connection.client.end().catch(() => undefined);
      if (others === 0) await server.stop();
    });
  };
  let givenBack: Promise<void> | undefined;
  return { port, serverVersion: connection.serverVersion, release: () => (givenBack ??= giveBack()) };
}

interface Connection {
  readonly port: number;
  readonly client: pg.Client;
  readonly serverVersion: number;
}

async function connect(server: EmbeddedServer, port: number): Promise<Connection> {
  const client = quietClient({ connectionString: ownerUrl(port, server.passwords), application_name: LEASE_NAME });
  await client.connect();
  const answer = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
  keepProcessAlive(client, false);
  return { port, client, serverVersion: Number(answer.rows[0]?.version) };
}

/** A program that ends without giving its lease back still ends: the idle connection does not hold it. */
function keepProcessAlive(client: pg.Client, alive: boolean): void {
  const switchable = client as unknown as { ref(): void; unref(): void };
  if (alive) switchable.ref();
  else switchable.unref();
}

/** How many other processes hold a lease; none where the server no longer answers. */
async function countOthers(client: pg.Client): Promise<number> {
  const counted = await client
    .query<{ others: number }>(
      'SELECT count(*)::int AS others FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
      [LEASE_NAME],
    )
    .catch(() => undefined);
  return counted?.rows[0]?.others ?? 0;
}

function lost(server: EmbeddedServer, error: unknown): StartError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StartError('databaseLost', { reason, log: server.folder.log }, error);
}
