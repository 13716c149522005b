import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureInstalled } from '#apps/start/install.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: ROOT });

/**
 * Lays out the sources of another version, as git knows it, beside this one: with the dependencies of this one where they are the same,
 * else with its own, installed. @returns its folder, and how to remove it
 */
export async function otherVersion(revision: string, folder: string): Promise<{ root: string; remove: () => Promise<void> }> {
  await git('worktree', 'add', '--detach', folder, revision);
  const lockfile = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (existsSync(join(ROOT, 'node_modules')) && lockfile(folder) === lockfile(ROOT))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await ensureInstalled(folder);
  return { root: folder, remove: async () => void (await git('worktree', 'remove', '--force', folder)) };
}
