import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The keys of an installation; nodes on one database share one file. */
export interface Keys {
  /** Signs sessions. */
  readonly session: string;
  /** The application role's password is derived from it. */
  readonly database: string;
  /** Tells installations apart without telling the key. */
  readonly fingerprint: string;
}

/** Reads the keys, or makes them where the file does not exist yet. The file is for its owner alone; two starts at once agree on one. */
export async function readKeys(file: string): Promise<Keys> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const secret = text === null ? await makeSecret(file) : (JSON.parse(text) as { secret: string }).secret;
  return {
    session: derived(secret, 'session'),
    database: derived(secret, 'database'),
    fingerprint: derived(secret, 'fingerprint').slice(0, 16),
  };
}

async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(32).toString('hex');
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'wx', 0o600);
  await handle.writeFile(JSON.stringify({ secret }));
  await handle.sync();
  await handle.close();
  // A second starter that was faster wins: whoever finds the file in place takes what is there.
  const there = await readFile(file, 'utf8').catch(() => null);
  if (there !== null) return (JSON.parse(there) as { secret: string }).secret;
  await rename(draft, file);
  return secret;
}

function derived(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex');
}
