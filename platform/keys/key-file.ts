import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { StartError } from '../config/start-error.ts';
import { makeFolder } from '../files/make-folder.ts';
import { syncFolder } from '../files/sync-folder.ts';

/** What a key file holds, and a backup with it. */
export const keyFileSchema = z.object({
  /** All keys are derived from it, but one for seals that came later. */
  secret: z.string().min(32),
  /** Once the key for seals was changed: what the present one is made of, and of those before it, oldest first, the public part alone. */
  sealing: z.object({ seed: z.string().regex(/^[0-9a-f]{64}$/), before: z.array(z.string()).min(1) }).optional(),
});
export type KeyFile = z.infer<typeof keyFileSchema>;

/**
 * Null where there is no such file. What is in it is told to a backup and to nobody else. Throws a {@link StartError} with the remedy where
 * the system does not let it be read (`keysUnreadable`), or where it holds no keys (`keysDamaged`).
 */
export async function readKeyFile(file: string): Promise<KeyFile | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new StartError('keysUnreadable', { file, reason: code ?? message }, error);
  }
  const held = keysIn(text);
  if (held === undefined) throw new StartError('keysDamaged', { file });
  return held;
}

/** Says no more than that there are none: what a reader of JSON complains about quotes the text, and the text is the secret. */
function keysIn(text: string): KeyFile | undefined {
  try {
    return keyFileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Puts keys in their place unless some are there; gives those that are there in the end: the very object it was given where they are these.
 * The file is for its owner alone.
 */
export async function keepKeyFile(file: string, keys: KeyFile): Promise<KeyFile> {
  const draft = await draftOf(file, keys);
  try {
    // Only one of those who start at once can give the file its name, and it is whole when it has it; a `rename` would replace another's.
    await link(draft, file);
    return keys;
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readKeyFile(file) : null;
    if (there === null) throw error;
    return there;
  } finally {
    await rm(draft);
    // What is sealed or locked with them is worth nothing without them: their name lasts before anybody uses them.
    await syncFolder(dirname(file));
  }
}

/** Puts keys in the place of those that are there: whoever reads finds the one or the other, whole. */
export async function replaceKeyFile(file: string, keys: KeyFile): Promise<void> {
  const draft = await draftOf(file, keys);
  try {
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

async function draftOf(file: string, keys: KeyFile): Promise<string> {
  await makeFolder(dirname(file));
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(keys));
    await handle.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return draft;
}
