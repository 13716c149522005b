import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#platform/db/embedded/postmaster.ts';
import { quietClient } from '#platform/db/quiet-client.ts';

/** Where Debian puts them. */
const BINARIES = '/usr/lib/postgresql/15/bin';
const POOLER = '/usr/sbin/pgbouncer';
const INSTALL = 'apt-get install -y postgresql-15 pgbouncer';
const READY_WITHIN_MS = 30_000;
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Connections of the pooler to the server for each database and role. */
const POOL_SIZE = 2;

/** A PostgreSQL 15 as Debian builds it, with a PgBouncer before it; both in a temporary folder, and both gone after `stop`. */
export interface DebianServer {
  /** Of a role that is no superuser, as an administrator would make it for the product. */
  readonly ownerUrl: string;
  /** `HOST:PORT` of the PgBouncer: transaction mode, two connections for each database and role. */
  readonly pooler: string;
  readonly version: string;
  readonly stop: () => Promise<void>;
}

interface Place {
  readonly folder: string;
  /** PostgreSQL and PgBouncer refuse to run as root, who hands them to the user that Debian made for them. */
  readonly as: { readonly uid?: number; readonly gid?: number };
  readonly password: string;
}

/** Throws where the packages are missing, with the command that installs them. */
export async function startDebianServer(): Promise<DebianServer> {
  for (const program of [join(BINARIES, 'postgres'), POOLER])
    if (!existsSync(program)) throw new Error(`${program} is missing: ${INSTALL}`);
  const place = await openPlace();
  const started: ChildProcess[] = [];
  // Whoever ends this run takes them along.
  const abandon = (): void => {
    for (const child of started) child.kill('SIGQUIT');
    rmSync(place.folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const stop = async (): Promise<void> => {
    // The pooler first: the server waits for nobody then.
    for (const child of started.toReversed()) await ended(child);
    process.removeListener('exit', abandon);
    await rm(place.folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort(undefined);
    started.push(await startPostgres(place, port));
    const owner = randomBytes(16).toString('hex');
    await makeOwner({ port, superuser: place.password, owner });
    const poolerPort = await freePort(undefined);
    started.push(await startPooler(place, { port, poolerPort }));
    const ownerUrl = `postgresql://pledge:${owner}@127.0.0.1:${port}/pledge`;
    const pooler = `127.0.0.1:${poolerPort}`;
    await ready(`postgresql://pledge:${owner}@${pooler}/pledge`);
    return { ownerUrl, pooler, version: spawnSync(join(BINARIES, 'postgres'), ['--version']).stdout.toString().trim(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'pledge-external-'));
  const password = randomBytes(16).toString('hex');
  if (process.getuid?.() !== 0) return { folder, as: {}, password };
  const as = { uid: idOf('-u'), gid: idOf('-g') };
  await chown(folder, as.uid, as.gid);
  await chmod(folder, 0o700);
  return { folder, as, password };
}

function idOf(which: '-u' | '-g'): number {
  return Number(spawnSync('id', [which, 'postgres']).stdout.toString());
}

async function startPostgres({ folder, as, password }: Place, port: number): Promise<ChildProcess> {
  const cluster = join(folder, 'cluster');
  const passwordFile = join(folder, 'password');
  await writeAs(passwordFile, password, as);
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
  const made = spawnSync(
    join(BINARIES, 'initdb'),
    [...locale, '-D', cluster, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'],
    { ...as, cwd: '/', env: ENVIRONMENT },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr.toString()}`);
  // Tests need not survive a power cut.
  const disk = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=300',
    'timezone=UTC',
    ...disk,
  ];
  const child = spawn(
    join(BINARIES, 'postgres'),
    ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, cwd: '/', env: ENVIRONMENT, stdio: 'ignore' },
  );
  await ready(`postgresql://postgres:${password}@127.0.0.1:${port}/postgres`);
  return child;
}

/** The product's owner, and who asks for passwords on behalf of the pooler. */
async function makeOwner(about: { port: number; superuser: string; owner: string }): Promise<void> {
  // What is granted here, every database has that is made later.
  const client = quietClient({ connectionString: `postgresql://postgres:${about.superuser}@127.0.0.1:${about.port}/template1` });
  await client.connect();
  try {
    await client.query(
      `create role pledge login createdb createrole password '${about.owner}' in role pg_monitor, pg_signal_backend`,
    );
    // No superuser either: a test that drops its database ends the pooler's connections to it.
    await client.query(`create role pooler login password '${about.superuser}'`);
    await client.query('grant select on pg_shadow to pooler');
    await client.query('create database pledge owner pledge');
  } finally {
    await client.end();
  }
}

/** Roles come and go with their passwords, so that it asks the server for them. */
async function startPooler({ folder, as, password }: Place, at: { port: number; poolerPort: number }): Promise<ChildProcess> {
  const [settings, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt')];
  await writeAs(users, `"pooler" "${password}"\n`, as);
  const lines = [
    '[databases]',
    `* = host=127.0.0.1 port=${at.port}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${at.poolerPort}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    'auth_user = pooler',
    'auth_query = select usename, passwd from pg_shadow where usename = $1',
    'pool_mode = transaction',
    `default_pool_size = ${POOL_SIZE}`,
    'max_client_conn = 2000',
    'server_idle_timeout = 10',
  ];
  await writeAs(settings, `${lines.join('\n')}\n`, as);
  return spawn(POOLER, ['-q', settings], { ...as, cwd: '/', env: ENVIRONMENT, stdio: 'ignore' });
}

async function writeAs(file: string, text: string, { uid, gid }: Place['as']): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) await chown(file, uid, gid);
}

async function ready(url: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const client = quietClient({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** SIGINT: PostgreSQL ends its connections and itself, PgBouncer at once. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill(child.spawnfile === POOLER ? 'SIGTERM' : 'SIGINT');
  await over;
}
