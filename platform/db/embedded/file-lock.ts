import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/** Thrown when the lock stayed with somebody else for longer than the caller's patience. */
export class LockBusyError extends Error {
  override readonly name = 'LockBusyError';
}

/**
 * Runs `work` while no other process runs work under the same file.
 * The lock is the kernel's lock on the file, taken through SQLite because Node has no call for it:
 * it ends with the process that holds it, kill -9 included, so it can never be stale. The file stays empty.
 * Where the disk has no room to take it by, the error has the code of the system, `ENOSPC`.
 * @param patience milliseconds to wait for another holder
 */
export async function withFileLock<T>(file: string, patience: number, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    await acquire(lock, file, patience);
    return await work();
  } finally {
    lock.close();
  }
}

async function acquire(lock: DatabaseSync, file: string, patience: number): Promise<void> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (isError(error, SQLITE_FULL)) throw Object.assign(error, { code: 'ENOSPC' });
      if (!isError(error, SQLITE_BUSY)) throw error;
      if (performance.now() > until) throw new LockBusyError(`${file} is locked`, { cause: error });
      await delay(25);
    }
  }
}

function isError(error: unknown, code: number): error is Error {
  return error instanceof Error && 'errcode' in error && error.errcode === code;
}
