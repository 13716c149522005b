import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { FILE_COLUMN, INSTALLATION_SCHEMAS } from '#apps/server/belongings.ts';
import { claimInstallation } from '#apps/server/installation.ts';
import { restoreInstallation, type RestoreRefusal } from '#apps/server/restore.ts';
import type { Totals } from '#platform/backup/archive.schema.ts';
import { ArchiveDamaged, checkArchive, type CheckedArchive } from '#platform/backup/read-archive.ts';
import { takeBackup } from '#platform/backup/take-backup.ts';
import { processConfig } from '#platform/config/process-config.ts';
import { openDatabase } from '#platform/db/database.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import { readKeyFile, type KeyFile } from '#platform/keys/key-file.ts';
import { keysOf } from '#platform/keys/keys.ts';
import { CliError } from './cli-error.ts';
import { endWhenAsked } from './end-when-asked.ts';
import { cannotRead, print, printJson } from './input.ts';

export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('everything in one file: rows, files, keys; while it runs. Status 1 where a file that rows name is lost')
    .argument('<file>', 'to be made; readable by its owner alone, since it holds the keys')
    .option('--json', 'for programs')
    .action(backup);
}

export function restoreCommand(program: Command): void {
  program
    .command('restore')
    .description('a backup into an installation that holds nothing; killed, the same call goes on')
    .argument('<file>')
    .option('--check', 'only read it and compare every part; nothing is changed')
    .option('--json', 'for programs')
    .action(restore);
}

async function backup(given: string, options: { json?: boolean }): Promise<void> {
  const file = resolve(given);
  if (existsSync(file)) throw new CliError(2, `${given} is there already. Name a new file.`);
  const config = processConfig();
  const keys = await keysAt(config.secretFile);
  endWhenAsked();
  const database = await openDatabase(config);
  try {
    // A backup with keys that are not those of its rows would be worth nothing.
    await claimInstallation(database.ownerUrl, keysOf(keys).fingerprint);
    const taken = await takeBackup(file, {
      ownerUrl: database.ownerUrl,
      version: await productVersion(),
      schemas: INSTALLATION_SCHEMAS,
      fileColumn: FILE_COLUMN,
      files: openFileStore(config.filesUrl),
      keys: () => keysAt(config.secretFile),
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.syscall === undefined ? error : new CliError(3, `${given} cannot be written: ${diskSays(error)}`);
    });
    if ('refused' in taken) throw new CliError(3, 'There is nothing in this database to back up. Start Pledge on it first.');
    const { totals } = taken;
    if (options.json === true) printJson({ file, takenAt: taken.takenAt, bytes: taken.bytes, ...counts(totals) });
    else
      print([
        `${given}: ${summary(totals)}, as they were at ${taken.takenAt}; ${megabytes(taken.bytes)}.`,
        'It holds the keys of this installation: keep it where nobody else can read it.',
        ...totals.lostFiles.map((digest) => `lost: the file ${digest} is named and was not there or is damaged.`),
      ]);
    process.exitCode = totals.lostFiles.length === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}

async function keysAt(secretFile: string): Promise<KeyFile> {
  const keys = await readKeyFile(secretFile);
  if (keys === null)
    throw new CliError(3, `There are no keys at ${secretFile}. Set PLEDGE_SECRET_FILE or PLEDGE_DATA_DIR as for the start.`);
  return keys;
}

async function restore(given: string, options: { check?: boolean; json?: boolean }): Promise<void> {
  const file = resolve(given);
  const archive = await checkArchive(file).catch((error: unknown) => cannotTake(given, error));
  const { takenAt } = archive.manifest;
  const told = { file, takenAt, ...counts(archive.totals) };
  if (options.check === true) {
    if (options.json === true) printJson(told);
    else print([`${given} is whole: ${summary(archive.totals)}, as they were at ${takenAt}.`]);
    return;
  }
  const config = processConfig();
  endWhenAsked();
  const restored = await restoreInstallation(config, { file, archive }).catch((error: unknown) => cannotTake(given, error));
  if ('refused' in restored) throw new CliError(3, refusalText(restored, archive));
  if (options.json === true) printJson({ ...told, migrated: restored.migrated });
  else
    print([
      `Restored as of ${takenAt}: ${summary(archive.totals)}. Every table has the digest that it had.`,
      ...(restored.migrated.length === 0 ? [] : [`Brought to this version: ${restored.migrated.join(', ')}.`]),
    ]);
}

async function productVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Says in words what is wrong with the file, and where there is no room; any other fault goes on as it is. */
function cannotTake(given: string, error: unknown): never {
  if (error instanceof ArchiveDamaged) throw damaged(given, error);
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (NO_SPACE.has(code))
    throw new CliError(3, `There is no room to restore ${given}: nothing of it is in force. Make space, then repeat the call.`);
  if (syscall === 'open' || syscall === 'read') cannotRead(given, error as NodeJS.ErrnoException, 'Name a backup.');
  throw error;
}

/** As the operating system says it, and PostgreSQL. */
const NO_SPACE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100']);

function damaged(given: string, { fault, part }: ArchiveDamaged): CliError {
  const why = {
    cut: `it ends in or behind the part ${part}, before its end was written. Copy it again, or take another backup.`,
    changed: `the part ${part} is not what was backed up. Copy it again, or take another backup.`,
    noArchive: 'it is no backup made by pledge backup. Name another file.',
    newerFormat: 'a newer Pledge made it. Restore it with that version.',
  }[fault];
  return new CliError(1, `${given} cannot be restored: ${why} Nothing was changed.`);
}

function refusalText(refusal: RestoreRefusal, { manifest }: CheckedArchive): string {
  switch (refusal.refused) {
    case 'newerSchema':
      return `The backup was made by version ${manifest.version}, whose schema has ${refusal.migration}, which this version does not know. Restore it with that version or a newer one.`;
    case 'centreThere':
      return 'This database holds a service centre already. Restore into an empty one: set PLEDGE_DATA_DIR or DATABASE_URL.';
    case 'otherKeys':
      return `There are other keys at ${refusal.file}. Restore into an empty data folder, or set PLEDGE_SECRET_FILE to a file that is not there yet.`;
    case 'notEmpty':
      return `The table ${refusal.table} of this database holds rows. Restore into an empty database.`;
    case 'differs':
      return `The table ${refusal.table} would not be what was backed up: this database has another schema than the backup. Restore into an empty database.`;
  }
}

function counts({ tables, files, lostFiles }: Totals): {
  rows: number;
  tables: number;
  files: number;
  lostFiles: readonly string[];
} {
  return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), tables: tables.length, files: files.count, lostFiles };
}

function summary(totals: Totals): string {
  const { rows, tables, files } = counts(totals);
  return `${rows} rows of ${tables} tables, ${files} files`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function diskSays(error: NodeJS.ErrnoException): string {
  if (NO_SPACE.has(error.code ?? '')) return 'the disk is full. Make space, or name a file elsewhere.';
  if (error.code === 'ENOENT') return 'there is no such folder. Name one that is there.';
  return `${error.message}. Name a file elsewhere.`;
}
