import { fileURLToPath } from 'node:url';
import { StartError } from '../config/start-error.ts';
import type { FileStore } from './file-store.ts';
import { localFolder } from './local-folder.ts';

/** Opens the place that `PLEDGE_FILES` names. Throws a `StartError` for a kind of place that this version does not serve. */
export function openFileStore(url: string): FileStore {
  if (!url.startsWith('file:')) throw new StartError('filesPlaceNotServed', { value: url });
  return localFolder(fileURLToPath(url));
}
