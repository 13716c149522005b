import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;

/**
 * Takes away what was left behind by those whose process was killed while they wrote: one that goes on has been written to within the day.
 * @param drafts how the names of such files look
 * @param nowMs as the file system tells it: epoch milliseconds of what was written just now
 */
export async function sweepDrafts(folder: string, drafts: RegExp, nowMs: number): Promise<void> {
  // A folder that takes files and shows none is no reason not to write into it.
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => drafts.test(one))) {
    const path = join(folder, name);
    const written = await stat(path).catch(() => null);
    if (written !== null && nowMs - written.mtimeMs > DAY_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}
