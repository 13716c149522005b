import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { folderUnusable, makeDataFolder } from '../../config/folders.ts';
import { StartError } from '../../config/start-error.ts';

/** What the embedded database keeps in the data folder. */
export interface DatabaseFolder {
  readonly dataDir: string;
  /** The cluster (PGDATA). */
  readonly cluster: string;
  readonly log: string;
  readonly lock: string;
  readonly passwordFile: string;
}

const passwordsSchema = z.object({ superuser: z.string().min(1), owner: z.string().min(1) }).readonly();
export type DatabasePasswords = z.infer<typeof passwordsSchema>;

/** Where the cluster of a data folder is, or would be. */
export const clusterIn = (dataDir: string): string => join(dataDir, 'postgres');

/** Names the files and makes sure that the data folder exists and can be written. Throws a `StartError` with the remedy if not. */
export async function prepareDataFolder(dataDir: string): Promise<DatabaseFolder> {
  try {
    await makeDataFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderUnusable(dataDir, error);
  }
  const folder = {
    dataDir,
    cluster: clusterIn(dataDir),
    log: join(dataDir, 'postgres.log'),
    lock: join(dataDir, 'postgres.lock'),
    passwordFile: join(dataDir, 'postgres.json'),
  };
  try {
    // Opening for append proves what mode bits only promise (read-only file systems, files of another user).
    for (const file of [folder.lock, folder.log]) writeFileSync(file, '', { flag: 'a', mode: 0o600 });
    for (const file of [folder.lock, folder.log]) giveToFolderOwner(file);
  } catch (error) {
    throw folderUnusable(dataDir, error);
  }
  return folder;
}

/** Reads the passwords, or makes them for a cluster that is about to be created. Throws a `StartError` where they cannot be had. */
export function readPasswords(folder: DatabaseFolder): DatabasePasswords {
  if (existsSync(folder.passwordFile)) return keptPasswords(folder);
  if (existsSync(folder.cluster))
    throw new StartError('databaseKeyMissing', { file: folder.passwordFile, folder: folder.cluster });
  const passwords = { superuser: randomBytes(24).toString('base64url'), owner: randomBytes(24).toString('base64url') };
  const unfinished = `${folder.passwordFile}.new`;
  try {
    writeFileSync(unfinished, `${JSON.stringify(passwords, undefined, 2)}\n`, { mode: 0o600, flush: true });
    giveToFolderOwner(unfinished);
    renameSync(unfinished, folder.passwordFile);
  } catch (error) {
    throw folderUnusable(folder.dataDir, error);
  }
  return passwords;
}

function keptPasswords({ dataDir, cluster, passwordFile: file }: DatabaseFolder): DatabasePasswords {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw folderUnusable(dataDir, error);
  }
  const kept = passwordsIn(text);
  if (kept === undefined) throw new StartError('databaseKeyDamaged', { file, folder: cluster });
  return kept;
}

/** Says no more than that there are none: what a reader of JSON complains about quotes what it read. */
function passwordsIn(text: string): DatabasePasswords | undefined {
  try {
    return passwordsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Hands a tree to the user that the server runs as, where it is not theirs yet (the way of running it has changed). */
export function ensureOwner(tree: string, owner: { uid: number; gid: number } | undefined): void {
  if (owner === undefined || statSync(tree).uid === owner.uid) return;
  for (const entry of readdirSync(tree, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(tree, entry), owner.uid, owner.gid);
  lchownSync(tree, owner.uid, owner.gid);
}

/** What root writes into the folder of an ordinary user stays usable for that user. */
function giveToFolderOwner(file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(file));
  if (statSync(file).uid !== uid) chownSync(file, uid, gid);
}
