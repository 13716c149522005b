import { open } from 'node:fs/promises';

/** Makes the names in a folder last: a file that was synced and renamed is whole, but without this its name may be gone after a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows keeps no folder open for that and needs none.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
