import type { FastifyInstance } from 'fastify';
import type { Actor } from '#centre/people/actor.schema.ts';
import { recountAfterNotices, watchClocks } from '#centre/commitments/index.ts';
import type { House } from '#centre/house.ts';
import { whoActs } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { createAuth, type Auth } from '#platform/auth/auth.ts';
import type { Config } from '#platform/config/config.ts';
import { applicationUrl, migrate } from '#platform/db/migrate.ts';
import { openKysely, openPool } from '#platform/db/pool.ts';
import { readKeys } from '#platform/keys/keys.ts';
import { openSignal, type Signal } from '#platform/realtime/signal.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import { databaseTime, type TimeSource } from '#platform/time/time-source.ts';
import type { Kysely } from 'kysely';
import { claimInstallation } from './installation.ts';
import { SCHEMA_FOLDER } from './schema-folder.ts';
import { startWorker, type Worker } from './worker.ts';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import { openDueSteps } from '#centre/requests/due-steps.ts';
import { openMailer } from '#platform/mail/mailer.ts';

/** Connections for the application's own work; a worker beside the web takes a few of its own. */
const POOL_SIZE = 12;
/** Numbers are taken in a moment; two connections keep up with all of the others. */
const NUMBER_POOL_SIZE = 2;

export interface Assembled {
  readonly house: House;
  readonly auth: Auth<Actor>;
  readonly db: Kysely<Tables>;
  readonly server: FastifyInstance | null;
  readonly worker: Worker | null;
  readonly signal: Signal;
  readonly close: () => Promise<void>;
}

export interface AssembleOptions {
  readonly config: Config;
  readonly ownerUrl: string;
  /** Replaced by tests alone, in the process they assemble themselves. */
  readonly time?: TimeSource;
  readonly log?: (line: Readonly<Record<string, unknown>>) => void;
}

/** Prepares the database (keyed, migrated) and puts the house together on it. */
export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { config, ownerUrl } = options;
  const keys = await readKeys(config.secretFile);
  await claimInstallation(ownerUrl, keys.fingerprint);
  await migrate({ ownerUrl, folder: SCHEMA_FOLDER, applicationPassword: keys.database });
  return assembleOn({ ...options, url: applicationUrl(ownerUrl, keys.database), sessionKey: keys.session });
}

/** Puts the house together on a prepared database: routes and workers as the role asks. `url` connects as the application's role. */
export async function assembleOn(
  options: Omit<AssembleOptions, 'ownerUrl'> & { readonly url: string; readonly sessionKey: string },
): Promise<Assembled> {
  const { config, url } = options;
  const time = options.time ?? databaseTime;
  const log = options.log ?? ((line) => process.stderr.write(`${JSON.stringify(line)}\n`));
  const pool = openPool(url, POOL_SIZE);
  const db = openKysely<Tables>(pool);
  const numbers = openKysely<Tables>(openPool(url, NUMBER_POOL_SIZE));
  const signal = openSignal({ pool, listenUrl: url });
  const auth = createAuth<Actor>({
    connectionString: url,
    secret: options.sessionKey,
    publicUrl: config.publicUrl,
    load: (account) => whoActs(db, account, time),
  });
  const mailer = config.smtpUrl === undefined ? null : openMailer({ url: config.smtpUrl, from: config.mailFrom });
  const house: House = {
    db,
    numbers,
    time,
    mail: { enabled: mailer !== null },
    publicUrl: config.publicUrl,
    files: openFileStore(config.filesUrl),
    changed: signal.changed,
  };
  // A worker has no doors, and need not read what they are made of.
  const server =
    config.role === 'worker' ? null : await (await import('./mount.ts')).mountAll({ house, auth, signal, config, log });
  const due = openDueSteps(house);
  const worker =
    config.role === 'web'
      ? null
      : startWorker({
          log,
          tasks: {
            clocks: async () => {
              // Before the clocks: a step that falls due with a clock stops it in time.
              const fired = await due.look();
              if (fired.fired > 0) signal.changed(topicsOf(fired.requests));
              for (const fault of fired.faults) log({ level: 'error', task: 'dueSteps', error: String(fault) });
              await recountAfterNotices({ db, time });
              const looked = await watchClocks({ db, time });
              if (looked.recorded > 0) signal.changed(topicsOf(looked.requests));
              return { again: looked.full || fired.full };
            },
            outbox: async () => {
              const delivered = await deliverOutbox({ db, time, mailer });
              if (delivered.count > 0) signal.changed(topicsOf(delivered.requests));
              return { again: delivered.full };
            },
          },
        });
  return {
    house,
    auth,
    db,
    server,
    worker,
    signal,
    close: async () => {
      await server?.close();
      await worker?.stop();
      await signal.close();
      await auth.close();
      mailer?.close();
      await db.destroy();
      await numbers.destroy();
    },
  };
}

/** What changed when something was done to requests: the collection, and each of them. */
function topicsOf(requests: readonly string[]): string[] {
  return ['service-requests', ...requests.map((id) => `service-requests/${id}`)];
}
