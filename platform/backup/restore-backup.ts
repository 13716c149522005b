import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { quietClient } from '../db/quiet-client.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Manifest } from './archive.schema.ts';
import { analyzeTables, firstFilled, openTables, unmarkRestore } from './load.store.ts';
import { NAMED_BY_DIGEST, tableOfPart } from './part-names.ts';
import { ArchiveDamaged, partsOf, rowsIn, type CheckedArchive, type Part } from './read-archive.ts';
import { readRows } from './row-stream.ts';
import { copiedTables, copyIn, PLAIN_TEXT, providersOf, setSequence, type CopiedTable } from './rows.store.ts';

export interface Loading {
  readonly file: string;
  readonly archive: CheckedArchive;
  readonly ownerUrl: string;
  readonly schemas: readonly string[];
  readonly files: FileStore;
  /** Done once the rows are in and compared, in their transaction and with the walls still down. */
  readonly loaded: (client: pg.Client) => Promise<void>;
}

/**
 * Loads rows, sequences and files into a database that has the archive's schema and no rows: all in one transaction, so that a
 * kill at any instant leaves it empty. Before the commit every table is read again and must have the archive's digest.
 * @returns what keeps it from being done: a table that holds rows, or one that came out other than it went in
 */
export async function loadArchive(loading: Loading): Promise<{ refused: 'notEmpty' | 'differs'; table: string } | null> {
  const client = quietClient({ connectionString: loading.ownerUrl, application_name: 'pledge restore' });
  await client.connect();
  const { tables } = loading.archive.manifest;
  const names = tables.map(({ name }) => name);
  try {
    await client.query('begin');
    await client.query(PLAIN_TEXT);
    // Nothing of an archive is taken for a name in a statement that the database does not have.
    const unlike = firstUnlike(loading.archive.manifest, await copiedTables(client, loading.schemas));
    if (unlike !== null) return { refused: 'differs', table: unlike };
    const close = await openTables(client, loading.schemas);
    const filled = await firstFilled(client, names);
    if (filled !== null) return { refused: 'notEmpty', table: filled };
    await loadParts(client, loading);
    for (const sequence of loading.archive.sequences) await setSequence(client, sequence);
    const other = await firstDifferent(client, loading);
    if (other !== null) return { refused: 'differs', table: other };
    await loading.loaded(client);
    await close();
    await unmarkRestore(client);
    await client.query('commit');
    await analyzeTables(client, names);
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function firstUnlike(manifest: Manifest, known: readonly CopiedTable[]): string | null {
  const told = new Map(manifest.tables.map(({ name, columns }) => [name, columns.join()]));
  const here = new Map(known.map(({ name, columns }) => [name, columns.join()]));
  return [...told.keys(), ...here.keys()].find((name) => told.get(name) !== here.get(name)) ?? null;
}

interface Copying {
  readonly table: string;
  readonly stream: CopyStreamQuery;
  /** Rejected as soon as the server refuses a row. */
  readonly done: Promise<void>;
  /** From then on nothing more can be written: the stream has lost its connection. */
  isRefused: boolean;
}

async function loadParts(client: pg.Client, loading: Loading): Promise<void> {
  const { manifest } = loading.archive;
  let copying: Copying | null = null;
  for await (const part of partsOf(loading.file)) {
    const table = tableOfPart(part.name);
    if (copying !== null && copying.table !== table) {
      await endCopy(copying);
      copying = null;
    }
    if (table === undefined) await keepFile(loading.files, part);
    else {
      copying ??= beginCopy(client, table, columnsOf(manifest, table));
      await give(copying, await rowsIn(part));
    }
  }
  if (copying !== null) await endCopy(copying);
}

function beginCopy(client: pg.Client, table: string, columns: readonly string[]): Copying {
  const stream = client.query(copyFrom(copyIn(table, columns)));
  const copying: Copying = { table, stream, done: finished(stream), isRefused: false };
  // Whoever writes on hears it.
  copying.done.catch(() => {
    copying.isRefused = true;
  });
  return copying;
}

/** Waits where the server is slower than the disk. */
async function give({ stream, done, isRefused }: Copying, bytes: Buffer): Promise<void> {
  if (isRefused) await done;
  if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done]);
}

async function endCopy({ stream, done, isRefused }: Copying): Promise<void> {
  if (!isRefused) stream.end();
  await done;
}

function columnsOf(manifest: Manifest, table: string): readonly string[] {
  const found = manifest.tables.find(({ name }) => name === table);
  if (found === undefined) throw new ArchiveDamaged('changed', table);
  return found.columns;
}

/** Put down before the commit; under its digest it does no harm if the commit never comes. */
async function keepFile(files: FileStore, part: Part): Promise<void> {
  const named = NAMED_BY_DIGEST.exec(part.name)?.groups;
  if (named?.['digest'] === undefined || named['totals'] !== undefined) return;
  if ((await files.put(part.bytes)) !== named['digest']) throw new ArchiveDamaged('changed', part.name);
}

/** What was written is asked back in the same words and order. */
async function firstDifferent(client: pg.Client, loading: Loading): Promise<string | null> {
  const expected = new Map(loading.archive.totals.tables.map((table) => [table.name, table]));
  const providers = await providersOf(client);
  for (const table of await copiedTables(client, loading.schemas)) {
    const total = await readRows(client, { table, providers });
    const wanted = expected.get(table.name);
    if (wanted === undefined || total.rows !== wanted.rows || total.digest !== wanted.digest) return table.name;
  }
  return null;
}
