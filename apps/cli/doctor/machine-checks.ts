import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '#platform/config/config.ts';
import { neededFolders } from '#platform/config/folders.ts';
import { StartError } from '#platform/config/start-error.ts';
import { strangeVariables, strangeVariableText } from '#platform/config/strange-variables.ts';
import { readKeyFile } from '#platform/keys/key-file.ts';
import { keysOf, type Keys } from '#platform/keys/keys.ts';
import { openMailer } from '#platform/mail/mailer.ts';
import { note, well, wrong, type Finding } from './finding.ts';

const NODE_MAJOR = 24;
const MEGA = 1024 * 1024;
/** A day of photos, and what PostgreSQL needs to come back after a crash. */
const SPACE_AT_LEAST = 1024 * MEGA;

export function checkNode(version: string): Finding {
  return Number(version.split('.')[0]) >= NODE_MAJOR ? well('nodeWell', { version }) : wrong('nodeOld', { version });
}

/** Settings of the environment that nobody reads; nothing where there are none. */
export function checkVariables(env: NodeJS.ProcessEnv): Finding[] {
  return strangeVariables(env).map((strange) => {
    const values = { reason: strangeVariableText(strange) };
    return strange.meant === undefined ? note('variableUnknown', values) : wrong('variableMisspelt', values);
  });
}

/** Where the start would write, each once. */
export async function checkFolders(config: Config): Promise<Finding[]> {
  const needed = new Map((await neededFolders(config)).map((one) => [one.folder, one]));
  return Promise.all(
    [...needed.values()].map(({ folder, variable }) =>
      access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
        () => well('folderWell', { folder }),
        ({ code, message }: NodeJS.ErrnoException) =>
          code === 'ENOENT'
            ? wrong('folderMissing', { folder, variable })
            : wrong('folderUnwritable', { folder, variable, reason: code ?? message }),
      ),
    ),
  );
}

/** Where the database and the files lie; nothing where one of them is not there, which another check tells. */
export async function checkSpace(config: Pick<Config, 'dataDir' | 'filesUrl'>): Promise<Finding[]> {
  const folders = [config.dataDir, ...(config.filesUrl.startsWith('file:') ? [fileURLToPath(config.filesUrl)] : [])];
  const found = [];
  const seen = new Set<number>();
  for (const folder of folders) {
    const device = await stat(folder).catch(() => undefined);
    if (device === undefined || seen.has(device.dev)) continue;
    seen.add(device.dev);
    const { bavail, bsize } = await statfs(folder);
    const values = { folder, free: Math.floor((bavail * bsize) / MEGA) };
    found.push(bavail * bsize < SPACE_AT_LEAST ? wrong('spaceLow', values) : well('spaceWell', values));
  }
  return found;
}

/** The keys as far as they can be had, for what else rests on them, and how their file is. */
export async function checkKeys({
  secretFile: file,
}: Pick<Config, 'secretFile'>): Promise<{ keys: Keys | null; finding: Finding }> {
  try {
    const held = await readKeyFile(file);
    if (held === null) return { keys: null, finding: wrong('keysMissing', { file }) };
    const isOpen = process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
    return { keys: keysOf(held), finding: isOpen ? wrong('keysOpen', { file }) : well('keysWell', { file }) };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return { keys: null, finding: wrong('keysWrong', { reason: error.message }) };
  }
}

/** Greets the mail server and signs in; sends nothing. */
export async function checkMail(config: Pick<Config, 'smtpUrl' | 'mailFrom'>): Promise<Finding> {
  if (config.smtpUrl === undefined) return note('mailUnset');
  const mailer = openMailer({ url: config.smtpUrl, from: config.mailFrom });
  return mailer
    .greet()
    .then(
      () => well('mailWell'),
      (error: NodeJS.ErrnoException) => wrong('mailRefused', { reason: error.code ?? error.message }),
    )
    .finally(() => mailer.close());
}
