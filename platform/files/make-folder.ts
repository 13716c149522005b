import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, where they are missing. Not by the `recursive` of `mkdir`, which tries for ever where a file system
 * says of a place in a folder that is there that it is not (`/proc/x`). Throws the error of the system.
 * @param mode of those that are made, before the umask
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  const lacking = await lackingFor(folder, mode);
  if (lacking === undefined) return;
  const above = dirname(folder);
  if (above === folder) throw lacking;
  await makeFolder(above, mode);
  // The one above is there now, whoever made it: lacking still is the word of the file system.
  const refused = await lackingFor(folder, mode);
  if (refused !== undefined) throw refused;
}

/** Makes one folder, where it is not there. @returns the error that says that the one above is missing */
async function lackingFor(folder: string, mode: number): Promise<Error | undefined> {
  try {
    await mkdir(folder, { mode });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return undefined;
    if (code === 'ENOENT') return error as Error;
    throw error;
  }
}
