import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { sweepDrafts } from '../files/sweep-drafts.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { LARGEST_PART, type PartTotal } from './archive.schema.ts';

/** An archive that is being written, beside its place until it is whole. */
export interface ArchiveWriter {
  /** Adds a part and remembers its digest for the totals. */
  readonly part: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Adds a part that is named by its digest and stands in no list. */
  readonly named: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly parts: readonly PartTotal[];
  /** Puts the archive in its place once the disk has it. */
  readonly close: () => Promise<{ bytes: number }>;
  readonly abandon: () => Promise<void>;
}

/** A tar archive, so that any machine can look into it; readable by its owner alone, since keys or words of people lie in it. `packed`: with gzip. */
export async function writeArchive(file: string, { packed = false } = {}): Promise<ArchiveWriter> {
  const draft = join(dirname(file), `.pledge-backup-${randomUUID()}.unfinished`);
  const handle = await open(draft, 'wx', 0o600);
  await sweepDrafts(dirname(file), DRAFT, (await handle.stat()).mtimeMs);
  const out = createWriteStream('', { fd: handle.fd, autoClose: false });
  const tar = pack();
  const zip = packed ? createGzip() : null;
  const taker = zip ?? out;
  tar.pipe(taker);
  zip?.pipe(out);
  // A fault of one of them ends both.
  zip?.once('error', (error) => out.destroy(error));
  out.once('error', (error) => zip?.destroy(error));
  // It is told the same fault once more: unheard there, it would end the process and not only what is written.
  tar.once('error', () => undefined);
  const written = finished(out);
  // Whoever waits for a part hears it there too.
  written.catch(() => undefined);
  const parts: PartTotal[] = [];
  const modified = new Date(0);
  const named = async (name: string, bytes: Uint8Array): Promise<void> => {
    if (bytes.byteLength > LARGEST_PART) throw new Error(`the part ${name} is larger than any archive is read with`);
    // The same bytes: they may be many.
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entry = new Promise<void>((resolve, reject) =>
      tar.entry({ name, size: bytes.byteLength, mode: 0o600, mtime: modified }, content, (error) =>
        error == null ? resolve() : reject(error),
      ),
    );
    // First what the disk says: after that the entry knows only that nothing is taken any more.
    await Promise.race([written, entry]);
    // What the disk has not taken yet must not gather in memory.
    if (taker.writableNeedDrain) await Promise.race([once(taker, 'drain'), written]);
  };
  return {
    named,
    parts,
    part: async (name, bytes) => {
      await named(name, bytes);
      parts.push({ name, bytes: bytes.byteLength, digest: createHash('sha256').update(bytes).digest('hex') });
    },
    close: async () => {
      tar.finalize();
      await written;
      await handle.sync();
      await handle.close();
      await rename(draft, file);
      await syncFolder(dirname(file));
      return { bytes: out.bytesWritten };
    },
    abandon: async () => {
      tar.destroy();
      zip?.destroy();
      out.destroy();
      await handle.close().catch(() => undefined);
      await rm(draft, { force: true });
    },
  };
}

/** Keys lie in what a killed one leaves behind. */
const DRAFT = /^\.pledge-backup-[0-9a-f-]{36}\.unfinished$/;
