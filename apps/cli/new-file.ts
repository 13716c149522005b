import { existsSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { CliError } from './cli-error.ts';

/**
 * Has work write a file that was not there. It is begun before the work, so that what it cannot be written to is known by then, and beside its place,
 * so that a call that was cut off can be made again as it is. It comes to its place where the work says so, else it is gone.
 * Throws a `CliError` with status 2 where a file is there already or none can be.
 * @param path undefined: the work writes none
 */
export async function withNewFile<Result>(
  path: string | undefined,
  work: (file: FileHandle | null) => Promise<{ readonly result: Result; readonly keep: boolean }>,
): Promise<Result> {
  if (path === undefined) return (await work(null)).result;
  if (existsSync(path)) throw new CliError(2, `${path} is there already. Name a new file.`);
  const part = `${path}.part`;
  const handle = await open(part, 'w').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such folder' : error.message;
    throw new CliError(2, `${path} cannot be written: ${why}. Name a file in a folder that is there.`);
  });
  try {
    const { result, keep } = await work(handle);
    await handle.close();
    if (keep) await rename(part, path);
    return result;
  } finally {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
  }
}
