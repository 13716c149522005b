import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../files/make-folder.ts';
import type { Config } from './config.ts';
import { StartError } from './start-error.ts';

type Places = Pick<Config, 'databaseUrl' | 'dataDir' | 'secretFile' | 'filesUrl'>;

/**
 * Makes sure, before anything else is prepared, that there are folders where this process has to write and that it may. A data folder in
 * which nothing of it lies (an external database, files and keys elsewhere) need not be there.
 * @returns what keeps the first from being used
 */
export async function checkFolders(config: Places): Promise<StartError | undefined> {
  for (const { variable, folder } of await neededFolders(config))
    try {
      await (folder === config.dataDir ? makeDataFolder(folder) : makeFolder(folder));
      await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      return folderUnusable(folder, error, variable);
    }
  return undefined;
}

/** Root lets others pass, without looking in: the database server that it starts runs as another user. */
export function makeDataFolder(folder: string): Promise<void> {
  return makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** Puts the error of the system into words for the person at the terminal. */
export function folderUnusable(folder: string, error: unknown, variable = 'PLEDGE_DATA_DIR'): StartError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new StartError(reason === 'ENOSPC' ? 'folderFull' : 'folderUnwritable', { folder, variable, reason }, error);
}

/** The folders that a process of this installation writes into, each with the variable that leads there; one may come twice. */
export async function neededFolders(config: Places): Promise<readonly { readonly variable: string; readonly folder: string }[]> {
  const { databaseUrl, dataDir, secretFile, filesUrl } = config;
  const files = filesUrl.startsWith('file:') ? fileURLToPath(filesUrl) : undefined;
  const hasKeys = await access(secretFile).then(
    () => true,
    () => false,
  );
  const within = (folder: string): boolean => folder === dataDir || dirname(folder) === dataDir;
  const told = (folder: string, variable: string) =>
    within(folder) ? { variable: 'PLEDGE_DATA_DIR', folder: dataDir } : { variable, folder };
  return [
    ...(databaseUrl === undefined ? [told(dataDir, '')] : []),
    ...(hasKeys ? [] : [told(dirname(secretFile), 'PLEDGE_SECRET_FILE')]),
    ...(files === undefined ? [] : [told(files, 'PLEDGE_FILES')]),
  ];
}
