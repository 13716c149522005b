import type { FastifyInstance } from 'fastify';
import type { Actor } from '#centre/people/actor.schema.ts';
import { countDuties, countRegisters, openRecounts, planDuties, watchClocks } from '#centre/commitments/index.ts';
import { writeLetter } from '#centre/people/access/letters.ts';
import { noteSignIn } from '#centre/people/access/sign-in-log.ts';
import { needsSecondFactor } from '#centre/people/access/my-sign-in.routes.ts';
import type { House } from '#centre/house.ts';
import { nearWords, whoActs } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { createAuth, type Auth } from '#platform/auth/auth.ts';
import type { Config } from '#platform/config/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { openKysely, openPool } from '#platform/db/pool.ts';
import { objectivesBeside } from '#centre/quality/index.ts';
import { drain } from '#platform/http/drain.ts';
import { openLog, type Log } from '#platform/log/log.ts';
import { openMetrics } from '#platform/metrics/metrics.ts';
import { readKeys, type Keys } from '#platform/keys/keys.ts';
import { openSignal, type Signal } from '#platform/realtime/signal.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import { openRests } from '#platform/time/rests.ts';
import { databaseTime, type TimeSource } from '#platform/time/time-source.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import type { Kysely } from 'kysely';
import { applicationWays, claimInstallation, refuseLargePool } from './installation.ts';
import { SCHEMA_FOLDER } from './schema-folder.ts';
import { isLate } from './late.ts';
import { startWorker, type Worker } from './worker.ts';
import { keepAllSeals, sealAll } from '#centre/evidence/seal-all.job.ts';
import { deliverOutbox } from '#centre/requests/deliver-outbox.ts';
import { openDueSteps } from '#centre/requests/due-steps.ts';
import { openLogImports } from '#centre/requests/import-job/import-logs.job.ts';
import { openLogReplays } from '#centre/requests/replay-job/replay-logs.job.ts';
import { fillTextIndex } from '#centre/requests/text-index/fill-index.ts';

/** Numbers are taken in a moment; two connections keep up with all of the others. */
const NUMBER_POOL_SIZE = 2;
/** Besides the pool: those for numbers, four of the sign-in, one that listens, one that holds the lease. */
const OTHER_CONNECTIONS = NUMBER_POOL_SIZE + 6;

export interface Assembled {
  readonly house: House;
  readonly auth: Auth<Actor>;
  readonly db: Kysely<Tables>;
  readonly server: FastifyInstance | null;
  readonly worker: Worker | null;
  readonly signal: Signal;
  /** Ends by itself: no new requests, those under way and the worker's turns finish, as long as the limit allows. Gives what it had to cut. */
  readonly drain: () => Promise<{ cutConnections: number; workerLeft: boolean }>;
  readonly close: () => Promise<void>;
}

export interface AssembleOptions {
  readonly config: Config;
  readonly ownerUrl: string;
  /** Replaced by tests alone, in the process they assemble themselves. */
  readonly time?: TimeSource;
  readonly log?: Log;
  /** The worker's first looks wait for it: all of them at once would hold up whoever waits for the first page. */
  readonly workAfter?: Promise<void>;
}

/** Prepares the database (keyed, migrated) and puts the house together on it. */
export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { config, ownerUrl } = options;
  const keys = await readKeys(config.secretFile);
  await claimInstallation(ownerUrl, keys.fingerprint);
  const ways = await applicationWays(config, ownerUrl, keys);
  await refuseLargePool(ownerUrl, config.limits.pool + OTHER_CONNECTIONS);
  const log = options.log ?? openLog({ level: config.logLevel });
  const waits = (migration: string): void => log({ level: 'warn', event: 'migrationWaitsForBackup', migration });
  await migrate({ ownerUrl, folder: SCHEMA_FOLDER, application: keys.database, waits });
  return assembleOn({ ...options, ...ways, keys, log });
}

/** What is signed with; the login is in the addresses already. */
export type AssembledKeys = Pick<Keys, 'session' | 'sealing'>;

/**
 * Puts the house together on a prepared database: routes and workers as the role asks. `url` connects as the application's role,
 * `directUrl` as well, and past a pooler.
 */
export async function assembleOn(
  options: Omit<AssembleOptions, 'ownerUrl'> & {
    readonly url: string;
    readonly directUrl?: string;
    readonly keys: AssembledKeys;
  },
): Promise<Assembled> {
  const { config, url, directUrl = url, keys } = options;
  const time = options.time ?? databaseTime;
  const log = options.log ?? openLog({ level: config.logLevel });
  const metrics = openMetrics();
  const pool = openPool(url, config.limits.pool);
  metrics.gauge({
    name: 'pledge_database_connections',
    help: 'Connections of the pool, and who waits for one.',
    read: () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waitedFor: pool.waitingCount }),
  });
  const db = openKysely<Tables>(pool);
  // Asked for in the middle of a transaction, which holds a connection of the pooler: behind it all of them would wait for one more.
  const numbers = openKysely<Tables>(openPool(directUrl, NUMBER_POOL_SIZE));
  const signal = openSignal({ pool, listenUrl: directUrl, role: config.role });
  const auth = createAuth<Actor>({
    connectionString: url,
    secret: keys.session,
    publicUrl: config.publicUrl,
    load: (account, told) => whoActs(db, account, { time, told }),
    needsSecondFactor: (actor) => needsSecondFactor({ db }, actor),
    near: (account) => nearWords(db, account),
    limits: config.limits,
  });
  const mailer = await mailerOf(config);
  const house: House = {
    db,
    numbers,
    time,
    mail: { enabled: mailer !== null },
    publicUrl: config.publicUrl,
    files: openFileStore(config.filesUrl),
    sealingKeys: keys.sealing,
    objectives: objectivesBeside,
    changed: signal.changed,
  };
  // A worker has no doors, and need not read what they are made of.
  const server =
    config.role === 'worker' ? null : await (await import('./mount.ts')).mountAll({ house, auth, signal, config, log, metrics });
  const folder = config.sealsFolder;
  const due = openDueSteps(house);
  const resting = openRests();
  const logs = openLogImports(house);
  const recounts = openRecounts({ db, time });
  const replays = openLogReplays(house);
  const worker =
    config.role === 'web'
      ? null
      : startWorker({
          log,
          took: metrics.taskTook,
          after: options.workAfter,
          tasks: {
            clocks: async () => {
              // Before the clocks: a step that falls due with a clock stops it in time.
              const fired = await due.look();
              if (fired.fired > 0) signal.changed(topicsOf(fired.requests));
              for (const fault of fired.faults) log({ level: 'error', event: 'taskFailed', task: 'dueSteps', error: fault });
              const looked = await watchClocks({ db, time }, resting);
              for (const fault of looked.faults) log({ level: 'error', event: 'taskFailed', task: 'clocks', error: fault });
              if (looked.recorded > 0) signal.changed(topicsOf(looked.requests));
              return { again: looked.full || fired.full };
            },
            recounts: async () => {
              const looked = await recounts.look();
              const topics = looked.recounts.flatMap((id) => ['clock-recounts', `clock-recounts/${id}`]);
              // What it changes on the way is told once, at its end: browsers would ask again for everything with each slice.
              if (topics.length > 0) signal.changed(looked.ended ? ['all'] : topics);
              return { again: looked.recounts.length > 0 };
            },
            duties: async () => {
              const looked = await planDuties({ db, time }, resting);
              for (const fault of looked.faults) log({ level: 'error', event: 'taskFailed', task: 'duties', error: fault });
              if (looked.written > 0) signal.changed(['fulfilments']);
              // Nobody is told: what is counted says the same as before.
              const { more } = await countDuties({ db, time });
              return { again: looked.full || more };
            },
            register: async () => {
              const looked = await countRegisters(house);
              if (looked.counted > 0) signal.changed(['fulfilments', 'quality-objectives']);
              return { again: looked.more };
            },
            textIndex: async () => ({ again: (await fillTextIndex({ db, time })).more }),
            logImports: async () => {
              const looked = await logs.look();
              const topics = looked.imports.flatMap((id) => ['history-imports', `history-imports/${id}`]);
              if (looked.imported > 0) topics.push('service-requests');
              if (topics.length > 0) signal.changed(topics);
              return { again: looked.imports.length > 0 };
            },
            seals: () => sealAll({ db, time, keys: keys.sealing }),
            ...(folder === undefined ? {} : { keptSeals: () => keepAllSeals({ db, folder }) }),
            logReplays: async () => {
              const looked = await replays.look((id) => signal.changed([`log-replays/${id}`]));
              if (looked.replays.length > 0) signal.changed(['log-replays', ...looked.replays.map((id) => `log-replays/${id}`)]);
              return { again: looked.replays.length > 0 };
            },
            signInLog: async () => ({ again: await auth.takeNotes((note) => noteSignIn({ db, time }, note)) }),
            letters: async () => ({
              again:
                mailer !== null &&
                (await auth.sendLetter((letter) => writeLetter({ db, mailer, publicUrl: config.publicUrl }, letter))),
            }),
            outbox: async (stop) => {
              const delivered = await deliverOutbox({ db, time, mailer }, stop);
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
    drain: async () => {
      const patience = config.limits.drainSeconds * 1000;
      const [cutConnections, workerLeft] = await Promise.all([
        server === null ? 0 : drain(server, patience),
        worker === null ? false : isLate(worker.stop(), patience),
      ]);
      return { cutConnections, workerLeft };
    },
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

/** Read where mail is sent at all: forty files of a start. */
async function mailerOf({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): Promise<Mailer | null> {
  if (smtpUrl === undefined) return null;
  const { openMailer } = await import('#platform/mail/mailer.ts');
  return openMailer({ url: smtpUrl, from: mailFrom });
}

/** What changed when something was done to requests: the collection, and each of them. */
function topicsOf(requests: readonly string[]): string[] {
  return ['service-requests', ...requests.map((id) => `service-requests/${id}`)];
}
