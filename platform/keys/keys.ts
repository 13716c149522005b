import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RIGHTS_ROLE, type ApplicationLogin } from '../db/application-role.ts';
import { sealingKeysOf, type SealingKeys } from './sealing-keys.ts';

/** The keys of an installation; nodes on one database share one file. */
export interface Keys {
  /** Signs sessions. */
  readonly session: string;
  /** What the application signs in to the database as. The role is named after the key: two installations on one server have two. */
  readonly database: ApplicationLogin;
  /** Sign the seals of the evidence. */
  readonly sealing: SealingKeys;
  /** Tells installations apart without telling the key. */
  readonly fingerprint: string;
}

/** Reads the keys, or makes them where the file does not exist yet. The file is for its owner alone; two starts at once agree on one. */
export async function readKeys(file: string): Promise<Keys> {
  return keysOf((await readSecret(file)) ?? (await keepSecret(file, randomBytes(32).toString('hex'))));
}

/** What all keys are derived from; null where there is no such file. It is told to a backup and to nobody else. */
export async function readSecret(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as { secret: string }).secret;
}

export function keysOf(secret: string): Keys {
  const fingerprint = derived(secret, 'fingerprint').slice(0, 16);
  return {
    session: derived(secret, 'session'),
    database: { role: `${RIGHTS_ROLE}_${fingerprint}`, password: derived(secret, 'database') },
    sealing: sealingKeysOf([derived(secret, 'seal')]),
    fingerprint,
  };
}

/** Puts a secret in its place unless one is there; gives the one that is there in the end. */
export async function keepSecret(file: string, secret: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  await handle.writeFile(JSON.stringify({ secret }));
  await handle.sync();
  await handle.close();
  // A second starter that was faster wins: whoever finds the file in place takes what is there.
  const there = await readSecret(file);
  if (there === null) await rename(draft, file);
  else await rm(draft);
  return there ?? secret;
}

function derived(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex');
}
