import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../evidence-log/digests.ts';
import { FileDamaged, type FileStore } from './file-store.ts';
import { makeFolder } from './make-folder.ts';

const DIGEST = /^[0-9a-f]{64}$/;

/** Files in a folder of this machine or one that nodes share: `ab/cd/<digest>`. A file is complete or not there, also after a power failure. */
export function localFolder(folder: string): FileStore {
  const placeOf = (digest: string): { folder: string; path: string } => {
    if (!DIGEST.test(digest)) throw new RangeError('not a digest');
    const within = join(folder, digest.slice(0, 2), digest.slice(2, 4));
    return { folder: within, path: join(within, digest) };
  };
  return {
    put: async (bytes) => {
      const digest = sha256(bytes);
      const place = placeOf(digest);
      if (await holds(place.path, digest)) return digest;
      await makeFolder(place.folder);
      const fresh = join(place.folder, `.${randomUUID()}`);
      try {
        await writeThrough(fresh, bytes);
        await rename(fresh, place.path);
      } catch (error) {
        await rm(fresh, { force: true });
        throw error;
      }
      await syncFolder(place.folder);
      return digest;
    },
    take: async (source) => {
      await makeFolder(folder);
      const fresh = join(folder, `.${randomUUID()}`);
      try {
        const told = await writeCounted(fresh, source);
        const place = placeOf(told.digest);
        await makeFolder(place.folder);
        await rename(fresh, place.path);
        await syncFolder(place.folder);
        return told;
      } catch (error) {
        await rm(fresh, { force: true });
        throw error;
      }
    },
    open: async (digest) => {
      const { path } = placeOf(digest);
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      return isThere ? verified(path, digest) : undefined;
    },
    has: async (digest) =>
      access(placeOf(digest).path).then(
        () => true,
        () => false,
      ),
    read: async (digest) => {
      const bytes = await readFile(placeOf(digest).path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (bytes !== undefined && sha256(bytes) !== digest) throw new FileDamaged(digest);
      return bytes;
    },
  };
}

/** One that was damaged since is written anew. */
async function holds(path: string, digest: string): Promise<boolean> {
  const found = await readFile(path).catch(() => undefined);
  return found !== undefined && sha256(found) === digest;
}

async function writeCounted(path: string, source: AsyncIterable<Uint8Array>): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
  }
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(counted());
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: hash.digest('hex'), size };
}

async function* verified(path: string, digest: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== digest) throw new FileDamaged(digest);
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the name last too. Windows keeps no folder open for that and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
