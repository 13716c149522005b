import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import { quietClient } from '../quiet-client.ts';
import type { PostgresBinaries } from './binaries.ts';
import type { DatabaseFolder, DatabasePasswords } from './data-folder.ts';
import type { ServerIdentity } from './identity.ts';
import { SERVER_ENVIRONMENT } from './postmaster.ts';

/** The role that owns the database: no superuser, so that nothing works here which an external database would refuse. */
const OWNER = 'pledge';
const DATABASE = 'pledge';

export interface ClusterParts {
  readonly folder: DatabaseFolder;
  readonly binaries: PostgresBinaries;
  readonly identity: ServerIdentity;
  readonly passwords: DatabasePasswords;
  /** False only for tests: leaves the new files to the operating system's cache. */
  readonly durable: boolean;
}

/**
 * Makes the cluster if there is none: UTF-8, sorted by code point (`C.UTF-8` of PostgreSQL itself, alike on every machine).
 * It is made beside its place and moved there at the end, so that a kill in between leaves nothing half made.
 */
export async function ensureCluster(parts: ClusterParts): Promise<void> {
  const { folder, binaries, identity, passwords } = parts;
  if (existsSync(folder.cluster)) return checkVersion(folder.cluster, binaries);
  const workshop = `${folder.cluster}.new`;
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { mode: 0o700 });
  const passwordFile = join(workshop, 'password');
  writeFileSync(passwordFile, passwords.superuser, { mode: 0o600 });
  if (identity.owner !== undefined)
    for (const path of [workshop, passwordFile]) chownSync(path, identity.owner.uid, identity.owner.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const made = join(workshop, 'cluster');
  const args = ['-D', made, ...locale, ...access, '--no-instructions', ...(parts.durable ? [] : ['--no-sync'])];
  const complaint = await run(identity, binaries.initdb, args);
  if (complaint !== undefined) throw new StartError('databaseNotCreated', { reason: complaint, folder: folder.dataDir });
  renameSync(made, folder.cluster);
  // Its name, and that of the passwords, which were written before it.
  if (parts.durable) await syncFolder(folder.dataDir);
  rmSync(workshop, { recursive: true, force: true });
}

/** Makes owner and database where they are missing. Repeating it changes nothing. */
export async function ensureDatabase(port: number, passwords: DatabasePasswords): Promise<void> {
  const client = quietClient({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
  });
  await client.connect();
  try {
    const owner = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    if (owner.rowCount === 0) {
      const password = client.escapeLiteral(passwords.owner);
      await client.query(
        `CREATE ROLE ${OWNER} LOGIN CREATEDB CREATEROLE PASSWORD ${password} IN ROLE pg_monitor, pg_signal_backend`,
      );
    }
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}

export function ownerUrl(port: number, passwords: DatabasePasswords): string {
  return `postgresql://${OWNER}:${passwords.owner}@127.0.0.1:${port}/${DATABASE}`;
}

function checkVersion(cluster: string, binaries: PostgresBinaries): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const wanted = readFileSync(join(binaries.home, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40);
  const installed = /PostgreSQL (\d+)/.exec(wanted)?.[1] ?? found;
  if (found !== installed) throw new StartError('databaseOtherVersion', { folder: cluster, found, wanted: installed });
}

/** @returns undefined on success, else its last line of complaint */
function run(identity: ServerIdentity, program: string, programArgs: readonly string[]): Promise<string | undefined> {
  const { file, args, uid, gid } = identity.command(program, programArgs);
  return new Promise((done) => {
    const child = spawn(file, args, { uid, gid, cwd: '/', env: SERVER_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code === 0 ? undefined : (complaintIn(said) ?? `exit ${code ?? signal}`)));
  });
}

function complaintIn(said: string): string | undefined {
  return said
    .split('\n')
    .find((line) => /error|fatal|could not/i.test(line))
    ?.trim();
}
