import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';

/** What runs again and again, by the name under which it lies built. Checks and tools run their sources. */
export const ENTRIES = { 'apps/server/main.ts': 'server', 'apps/cli/main.ts': 'cli' };

/** Where it lies, relative to the project's folder. */
export const BUILT = 'dist/product';

/** Names the folder that was built last, and of which sources: both by what is in them, so that neither half of it nor another's is ever run. */
export const MARK = 'mark.json';

/** A start is over by then. */
const BUILD_AFTER_MS = 10_000;

/**
 * The file to run in place of an entry: the same program in some files instead of a thousand, which halves the time of a start.
 * @param root the project's folder
 * @param entry relative to it
 * @returns undefined where it is not built, or not of the sources and packages that are here now
 */
export function builtEntry(root, entry) {
  const name = ENTRIES[entry];
  if (name === undefined) return undefined;
  const mark = readMark(root);
  if (mark === undefined) return undefined;
  const folder = join(root, BUILT, mark.folder);
  try {
    return holds(root, mark.sources) && holds(folder, mark.built) ? join(folder, `${name}.mjs`) : undefined;
  } catch {
    // A file that is gone.
    return undefined;
  }
}

/** The mark of what was built last. */
export function readMark(root) {
  try {
    return JSON.parse(readFileSync(join(root, BUILT, MARK), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether each file says what its digest tells. */
function holds(folder, digests) {
  return Object.entries(digests).every(([path, digest]) => digestOf(readFileSync(join(folder, path))) === digest);
}

/** @param content bytes, or text as UTF-8 */
export function digestOf(content) {
  return createHash('sha256').update(content).digest('base64url');
}

/** Builds it for the next start, beside this process and behind it: with lowest priority, and to its end though this one is killed. */
export function buildForNextTime(root) {
  const timer = setTimeout(() => {
    const child = spawn(process.execPath, [join(root, 'apps/start/build.mjs')], { cwd: root, stdio: 'ignore', detached: true });
    child.once('spawn', () => setPriority(child.pid, 19));
    // The sources run as well.
    child.once('error', () => undefined);
    child.unref();
  }, BUILD_AFTER_MS);
  timer.unref();
}
