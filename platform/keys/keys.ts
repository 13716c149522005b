import { createHmac, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { RIGHTS_ROLE, type ApplicationLogin } from '../db/application-role.ts';
import { keepKeyFile, readKeyFile, replaceKeyFile, type KeyFile } from './key-file.ts';
import { sealingKeyOf, sealingKeysOf, type SealingKeys } from './sealing-keys.ts';

/** The keys of an installation; nodes on one database share one file. */
export interface Keys {
  /** Signs sessions. */
  readonly session: string;
  /** What the application signs in to the database as. The role is named after the key: two installations on one server have two. */
  readonly database: ApplicationLogin;
  /** Sign the seals of the evidence; asked for anew each time, since one may be put in the place of another while a process runs. */
  readonly sealing: () => Promise<SealingKeys>;
  /** Tells installations apart without telling the key. */
  readonly fingerprint: string;
}

/** Reads the keys, or makes them where the file does not exist yet. The file is for its owner alone; two starts at once agree on one. */
export async function readKeys(file: string): Promise<Keys> {
  const held = (await readKeyFile(file)) ?? (await keepKeyFile(file, { secret: randomBytes(32).toString('hex') }));
  return { ...keysOf(held), sealing: sealingKeysIn(file, held) };
}

export function keysOf(held: KeyFile): Keys {
  const { secret } = held;
  const fingerprint = derived(secret, 'fingerprint').slice(0, 16);
  const sealing = sealingOf(held);
  return {
    session: derived(secret, 'session'),
    database: { role: `${RIGHTS_ROLE}_${fingerprint}`, password: derived(secret, 'database') },
    sealing: async () => sealing,
    fingerprint,
  };
}

/** Puts a new key for seals in the place of the present one, of which the public part stays. @returns the keys as they are then */
export async function changeSealingKey(file: string): Promise<SealingKeys> {
  const held = await readKeyFile(file);
  if (held === null) throw new Error(`there are no keys at ${file}`);
  const before = sealingOf(held).known.map(({ publicKey }) => publicKey);
  const changed = { secret: held.secret, sealing: { seed: randomBytes(32).toString('hex'), before } };
  await replaceKeyFile(file, changed);
  return sealingOf(changed);
}

/** Whether seals that were signed with any key of the one are verified by the other. */
export function knowsKeysOf(held: KeyFile, other: KeyFile): boolean {
  const known = new Set(sealingOf(held).known.map(({ id }) => id));
  return sealingOf(other).known.every(({ id }) => known.has(id));
}

function sealingOf({ secret, sealing }: KeyFile): SealingKeys {
  return sealing === undefined
    ? sealingKeysOf(derived(secret, 'seal'))
    : sealingKeysOf(sealing.seed, sealing.before.map(sealingKeyOf));
}

/** As the file says now. It is read again only where it is another one; where it is away for a moment, what was read last stays. */
function sealingKeysIn(file: string, held: KeyFile): Keys['sealing'] {
  let keys = sealingOf(held);
  let seen = '';
  return async () => {
    const found = await stat(file).catch(() => null);
    const mark = found === null ? seen : `${found.ino} ${found.mtimeMs} ${found.size}`;
    if (mark === seen) return keys;
    keys = sealingOf((await readKeyFile(file)) ?? held);
    seen = mark;
    return keys;
  };
}

function derived(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex');
}
