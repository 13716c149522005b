import { createHash } from 'node:crypto';
import type pg from 'pg';
import { keepOffMigrations } from '../db/migrate.ts';
import { quietClient } from '../db/quiet-client.ts';
import { FileDamaged, type FileStore } from '../files/file-store.ts';
import type { KeyFile } from '../keys/key-file.ts';
import { ARCHIVE_FORMAT, PARTS, type Manifest, type Totals } from './archive.schema.ts';
import { filePart, rowsPart, totalsPart } from './part-names.ts';
import { readRows } from './row-stream.ts';
import {
  appliedMigrations,
  copiedTables,
  namedFiles,
  actFor,
  PLAIN_TEXT,
  providersOf,
  sequencesOf,
  type CopiedTable,
} from './rows.store.ts';
import { writeArchive, type ArchiveWriter } from './write-archive.ts';

/** What an installation consists of, besides its database. */
export interface Belongings {
  /** Schemas whose tables are copied whole. */
  readonly schemas: readonly string[];
  /** Where rows name a file by its digest. */
  readonly fileColumn: { readonly table: string; readonly column: string };
  readonly files: FileStore;
  /** Asked once the rows are fixed: a key is put into its file before a row speaks of it. */
  readonly keys: () => Promise<KeyFile>;
}

export interface BackupTaken {
  readonly takenAt: string;
  readonly bytes: number;
  readonly totals: Totals;
}

/**
 * Writes everything into one archive while the installation runs: rows as one snapshot shows them, the files they name, keys.
 * Rows are never held as a whole. Waits for a migration and holds up the next one, and nobody else.
 * Answers `empty` where there is no installation in the database. Throws what the disk says.
 * @param version of the product, told in the manifest
 */
export async function takeBackup(
  file: string,
  about: Belongings & { readonly ownerUrl: string; readonly version: string },
): Promise<BackupTaken | { readonly refused: 'empty' }> {
  const client = quietClient({ connectionString: about.ownerUrl, application_name: 'pledge backup' });
  await client.connect();
  try {
    // One transaction: what its first statement sees, all of it sees; and behind a pooler it stays on one connection.
    await client.query('begin isolation level repeatable read read only');
    await client.query(PLAIN_TEXT);
    if (!(await keepOffMigrations(client))) return { refused: 'empty' };
    const manifest = await describe(client, about);
    if (manifest.migrations.length === 0) return { refused: 'empty' };
    const keys = await about.keys();
    const archive = await writeArchive(file);
    try {
      const totals = await write(archive, { ...about, client, manifest, keys });
      await client.query('rollback');
      return { takenAt: manifest.takenAt, totals, ...(await archive.close()) };
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Described = Manifest & { readonly copied: readonly CopiedTable[] };

async function describe(client: pg.Client, about: Belongings & { readonly version: string }): Promise<Described> {
  const { rows } = await client.query<{ version: number; at: string }>(
    `select current_setting('server_version_num')::int as version, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  );
  const copied = await copiedTables(client, about.schemas);
  return {
    format: ARCHIVE_FORMAT,
    product: 'pledge',
    version: about.version,
    serverVersion: rows[0]?.version ?? 0,
    takenAt: rows[0]?.at ?? '',
    migrations: await appliedMigrations(client),
    tables: copied.map(({ name, columns }) => ({ name, columns: [...columns] })),
    copied,
  };
}

interface Writing extends Omit<Belongings, 'keys'> {
  readonly keys: KeyFile;
  readonly client: pg.Client;
  readonly manifest: Described;
}

async function write(archive: ArchiveWriter, about: Writing): Promise<Totals> {
  const { client, schemas } = about;
  const { copied, ...manifest } = about.manifest;
  await archive.part(PARTS.manifest, json(manifest));
  await archive.part(PARTS.keys, json(about.keys));
  const providers = await providersOf(client);
  const tables = [];
  for (const table of copied) {
    let number = 0;
    const total = await readRows(client, { table, providers }, (piece) =>
      archive.part(rowsPart(table.name, (number += 1)), piece),
    );
    tables.push(total);
  }
  await archive.part(PARTS.sequences, json(await sequencesOf(client, schemas)));
  const { lostFiles, ...files } = await writeFiles(archive, about, providers);
  const totals: Totals = { parts: [...archive.parts], tables, files, lostFiles };
  const bytes = json(totals);
  await archive.named(totalsPart(createHash('sha256').update(bytes).digest('hex')), bytes);
  return totals;
}

/** Bytes are put down before a row names them and are never taken away: what the snapshot names lies there, however late it is read. */
async function writeFiles(
  archive: ArchiveWriter,
  about: Writing,
  providers: readonly string[],
): Promise<Totals['files'] & { lostFiles: string[] }> {
  const total = { count: 0, bytes: 0, lostFiles: [] as string[] };
  for (const providerId of providers) {
    await actFor(about.client, providerId);
    for await (const digest of namedFiles(about.client, about.fileColumn)) {
      const bytes = await readWhole(about.files, digest);
      if (bytes === undefined) {
        total.lostFiles.push(digest);
        continue;
      }
      await archive.named(filePart(digest), bytes);
      total.count += 1;
      total.bytes += bytes.byteLength;
    }
  }
  return total;
}

/** One file that was lost before must not keep all others from being saved: it is told, not thrown. */
async function readWhole(files: FileStore, digest: string): Promise<Uint8Array | undefined> {
  return files.read(digest).catch((error: unknown) => {
    if (error instanceof FileDamaged) return undefined;
    throw error;
  });
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`);
}
