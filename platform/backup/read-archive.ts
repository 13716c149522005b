import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { z } from 'zod';
import {
  ARCHIVE_FORMAT,
  LARGEST_PART,
  manifestSchema,
  PARTS,
  sequencesSchema,
  totalsSchema,
  type Manifest,
  type Sequences,
  type TableTotal,
  type Totals,
} from './archive.schema.ts';
import { keyFileSchema, type KeyFile } from '../keys/key-file.ts';
import { NAMED_BY_DIGEST, rowsPart, tableOfPart } from './part-names.ts';

/** Why an archive cannot be taken: it names the part, `archive` where none can be told. */
export class ArchiveDamaged extends Error {
  override readonly name = 'ArchiveDamaged';
  readonly part: string;
  readonly fault: 'cut' | 'changed' | 'noArchive' | 'newerFormat';
  constructor(fault: ArchiveDamaged['fault'], part: string, cause?: unknown) {
    super(`${fault}: ${part}`, { cause });
    this.fault = fault;
    this.part = part;
  }
}

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Under which the totals are kept while reading: in the archive their name has their digest in it. */
const TOTALS = 'totals';

/** The parts one after the other, one in memory at a time. */
export async function* partsOf(file: string): AsyncGenerator<Part> {
  const source = createReadStream(file);
  const tar = extract();
  source.once('error', (error) => tar.destroy(error));
  source.pipe(tar);
  let last = '';
  try {
    for await (const entry of tar) {
      const { name, size } = entry.header;
      if ((size ?? 0) > LARGEST_PART) throw new ArchiveDamaged(last === '' ? 'noArchive' : 'changed', name);
      last = name;
      const pieces: Buffer[] = [];
      for await (const piece of entry) pieces.push(piece);
      yield { name, bytes: Buffer.concat(pieces) };
    }
  } catch (error) {
    if (error instanceof ArchiveDamaged || !isOfTar(error)) throw error;
    throw new ArchiveDamaged(faultOf(error, last), last === '' ? 'archive' : last, error);
  } finally {
    source.destroy();
  }
}

function isOfTar(error: unknown): error is Error {
  return (
    error instanceof Error &&
    /^(Unexpected end of data|Invalid tar header|Invalid size|Writable stream closed)/.test(error.message)
  );
}

function faultOf(error: Error, last: string): ArchiveDamaged['fault'] {
  if (last === '') return 'noArchive';
  return error.message.startsWith('Unexpected end') ? 'cut' : 'changed';
}

/** What an archive holds, once every part of it has been read and found to be what it was. */
export interface CheckedArchive {
  readonly manifest: Manifest;
  readonly keys: KeyFile;
  readonly sequences: Sequences;
  readonly totals: Totals;
}

/** What one reading of all parts brought to light. */
interface Reading {
  /** Digests of the parts that the totals list. */
  readonly seen: Map<string, string>;
  /** Those that are small and wanted. */
  readonly read: Map<string, Buffer>;
  readonly rows: RowsDigests;
  files: { count: number; bytes: number };
  last: string | null;
}

/** Reads the archive from end to end and compares every digest, before anything of it is used. Throws `ArchiveDamaged`. */
export async function checkArchive(file: string): Promise<CheckedArchive> {
  const reading: Reading = { seen: new Map(), read: new Map(), rows: rowsDigests(), files: { count: 0, bytes: 0 }, last: null };
  for await (const part of partsOf(file)) {
    if (reading.last === null && part.name !== PARTS.manifest) throw new ArchiveDamaged('noArchive', 'archive');
    reading.last = part.name;
    await note(reading, part);
  }
  const { read, last } = reading;
  if (last === null) throw new ArchiveDamaged('noArchive', 'archive');
  const manifest = parsed(read, PARTS.manifest, manifestSchema);
  if (!read.has(TOTALS)) throw new ArchiveDamaged('cut', last);
  const totals = parsed(read, TOTALS, totalsSchema);
  const changed = firstChanged(reading, totals);
  if (changed !== null) throw new ArchiveDamaged('changed', changed);
  const keys = parsed(read, PARTS.keys, keyFileSchema);
  return { manifest, keys, sequences: parsed(read, PARTS.sequences, sequencesSchema), totals };
}

async function note(reading: Reading, part: Part): Promise<void> {
  const { name, bytes } = part;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const named = NAMED_BY_DIGEST.exec(name)?.groups;
  if (named !== undefined) {
    if (named['digest'] !== digest) throw new ArchiveDamaged('changed', name);
    if (named['totals'] !== undefined) reading.read.set(TOTALS, bytes);
    else reading.files = { count: reading.files.count + 1, bytes: reading.files.bytes + bytes.byteLength };
    return;
  }
  reading.seen.set(name, digest);
  if (tableOfPart(name) === undefined) reading.read.set(name, bytes);
  else await reading.rows.add(part);
  if (name === PARTS.manifest) refuseNewer(bytes);
}

function firstChanged({ seen, rows, files }: Reading, totals: Totals): string | null {
  const part = totals.parts.find(({ name, digest }) => seen.get(name) !== digest);
  if (part !== undefined) return part.name;
  const table = totals.tables.find(({ name, digest }) => rows.of(name) !== digest);
  if (table !== undefined) return rowsPart(table.name, 1);
  return files.count === totals.files.count && files.bytes === totals.files.bytes ? null : 'files/';
}

/** Said before the rest is looked at: of a newer format nothing else can be judged. */
function refuseNewer(bytes: Buffer): void {
  const format = (jsonIn(bytes) as { format?: unknown } | undefined)?.format;
  if (typeof format === 'number' && format > ARCHIVE_FORMAT) throw new ArchiveDamaged('newerFormat', PARTS.manifest);
}

function parsed<Shape extends z.ZodType>(read: ReadonlyMap<string, Buffer>, name: string, shape: Shape): z.infer<Shape> {
  const result = shape.safeParse(jsonIn(read.get(name) ?? Buffer.alloc(0)));
  if (!result.success) throw new ArchiveDamaged('changed', name, result.error);
  return result.data;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const unpack = promisify(gunzip);

/** The rows of a part as COPY wrote them. */
export async function rowsIn(part: Part): Promise<Buffer> {
  return unpack(part.bytes).catch((error: unknown) => {
    throw new ArchiveDamaged('changed', part.name, error);
  });
}

/** Digests of the rows of every table, however many parts they lie in. */
interface RowsDigests {
  readonly add: (part: Part) => Promise<void>;
  readonly of: (table: string) => TableTotal['digest'];
}

function rowsDigests(): RowsDigests {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  return {
    add: async (part) => {
      const table = tableOfPart(part.name) ?? '';
      const hash = hashes.get(table) ?? createHash('sha256');
      hashes.set(table, hash.update(await rowsIn(part)));
    },
    of: (table) => (hashes.get(table) ?? createHash('sha256')).copy().digest('hex'),
  };
}
