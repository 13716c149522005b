import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartError } from '../../config/start-error.ts';
import type { PostgresBinaries } from './binaries.ts';

/**
 * As whom the database server runs. PostgreSQL refuses to run as root, so root hands it to somebody else.
 * `owner` is who must own its files on disk; undefined where that is simply whoever runs this process.
 */
export interface ServerIdentity {
  readonly kind: IdentityKind;
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Turns a command of PostgreSQL into the command to spawn. */
  command(file: string, args: readonly string[]): ServerCommand;
}

export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

export type IdentityKind = 'self' | 'otherUser' | 'userNamespace' | 'capability';

const NOBODY = { uid: 65_534, gid: 65_534 };
const ROOT = { uid: 0, gid: 0 };

/**
 * The first way of running PostgreSQL that works here, found by trying each, not by reading mode bits:
 * 1. an ordinary user runs it as themselves;
 * 2. root runs it as the owner of the data folder, as `nobody` where root owns it;
 * 3. where that user cannot enter the folders (anything below a folder of mode 0700), in a user namespace
 *    in which root bears another number and keeps its own files;
 * 4. where namespaces are forbidden (most containers), as that user with the one capability to pass closed folders.
 * @param kinds the ways to try, for tests
 */
export function chooseIdentity(
  binaries: PostgresBinaries,
  dataDir: string,
  kinds: readonly IdentityKind[] = ['otherUser', 'userNamespace', 'capability'],
): ServerIdentity {
  if (process.getuid?.() !== 0) return { kind: 'self', command: (file, args) => ({ file, args }) };
  const folder = statSync(dataDir);
  const user = folder.uid === 0 ? NOBODY : { uid: folder.uid, gid: folder.gid };
  const usable = kinds.map((kind) => identityOf(kind, user)).find((identity) => works(identity, binaries, dataDir));
  if (usable === undefined) throw new StartError('databaseUnreachableForNobody', { folder: dataDir });
  return usable;
}

function identityOf(kind: IdentityKind, user: { uid: number; gid: number }): ServerIdentity {
  if (kind === 'userNamespace') {
    const wrapper = ['--user', `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`, '--'];
    return { kind, owner: ROOT, command: (file, args) => ({ file: 'unshare', args: [...wrapper, file, ...args] }) };
  }
  if (kind === 'capability') {
    const caps = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'];
    const wrapper = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...caps, '--'];
    return { kind, owner: user, command: (file, args) => ({ file: 'setpriv', args: [...wrapper, file, ...args] }) };
  }
  return { kind, owner: user, command: (file, args) => ({ file, args, ...user }) };
}

function works(identity: ServerIdentity, binaries: PostgresBinaries, dataDir: string): boolean {
  const { file, args, uid, gid } = identity.command('/bin/sh', [
    '-c',
    'cd "$1" && exec "$2" --version',
    'sh',
    dataDir,
    binaries.postgres,
  ]);
  return spawnSync(file, args, { uid, gid, cwd: '/', stdio: 'ignore', timeout: 20_000 }).status === 0;
}
