import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../evidence-log/digests.ts';
import { FileDamaged, type FileStore } from './file-store.ts';
import { makeFolder } from './make-folder.ts';
import { sweepDrafts } from './sweep-drafts.ts';
import { syncFolder } from './sync-folder.ts';

const DIGEST = /^[0-9a-f]{64}$/;
const DRAFT = /^\.[0-9a-f-]{36}$/;

/** Files in a folder of this machine or one that nodes share: `ab/cd/<digest>`. A file is complete or not there, also after a power failure. */
export function localFolder(folder: string): FileStore {
  const placeOf = (digest: string): { folder: string; path: string } => {
    if (!DIGEST.test(digest)) throw new RangeError('not a digest');
    const within = join(folder, digest.slice(0, 2), digest.slice(2, 4));
    return { folder: within, path: join(within, digest) };
  };
  /** Writes beside its place, and puts it there once the disk has it. */
  const keep = async <Told extends { readonly digest: string }>(write: (draft: FileHandle) => Promise<Told>): Promise<Told> => {
    await makeFolder(folder);
    const draft = join(folder, `.${randomUUID()}`);
    try {
      const told = await written(draft, write);
      const place = placeOf(told.digest);
      await makeFolder(place.folder);
      await rename(draft, place.path);
      await syncFolders(place.folder);
      return told;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  };
  const written = async <Told>(path: string, write: (draft: FileHandle) => Promise<Told>): Promise<Told> => {
    const draft = await open(path, 'wx', 0o600);
    try {
      await sweepDrafts(folder, DRAFT, (await draft.stat()).mtimeMs);
      const told = await write(draft);
      await draft.sync();
      return told;
    } finally {
      await draft.close();
    }
  };
  return {
    put: async (bytes) => {
      const digest = sha256(bytes);
      const place = placeOf(digest);
      if (!(await holds(place.path, digest)))
        await keep(async (draft) => {
          await draft.writeFile(bytes);
          return { digest };
        });
      // Whoever brought it before us may have been killed, or not come so far yet.
      else await syncFolders(place.folder);
      return digest;
    },
    take: (source) => keep((draft) => writeCounted(draft, source)),
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

async function writeCounted(draft: FileHandle, source: AsyncIterable<Uint8Array>): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
  }
  await draft.writeFile(counted());
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

/** Makes the name last, and those of the two folders that lead to it: another upload may have made them, and not come so far yet. */
async function syncFolders(folder: string): Promise<void> {
  const pair = dirname(folder);
  await Promise.all([folder, pair, dirname(pair)].map(syncFolder));
}
