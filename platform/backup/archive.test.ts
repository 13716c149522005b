import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ARCHIVE_FORMAT, LARGEST_PART, PARTS, type Manifest, type Totals } from './archive.schema.ts';
import { readLimits } from '../config/limits.ts';
import { filePart, rowsPart, totalsPart } from './part-names.ts';
import { ArchiveDamaged, checkArchive } from './read-archive.ts';
import { writeArchive } from './write-archive.ts';

let folder: string;
let whole: Buffer;
/** Where the bytes of each part lie in the archive. */
let places: { name: string; from: number; to: number }[];

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const manifest: Manifest = {
  format: ARCHIVE_FORMAT,
  product: 'pledge',
  version: '0.1.0',
  serverVersion: 180_004,
  takenAt: '2026-10-03T14:00:00.000Z',
  migrations: [{ name: '0001-foundations.sql', digest: sha(json('0001')) }],
  tables: [{ name: 'pledge.event', columns: ['id', 'type'] }],
};
const ROWS = ['1\treported\n2\tverified\n', '3\t核实\n'].map((text) => Buffer.from(text));
const FILE = Buffer.from('a photo, say');

async function write(file: string, about: Manifest = manifest, kept = FILE): Promise<void> {
  const archive = await writeArchive(file);
  await archive.part(PARTS.manifest, json(about));
  await archive.part(PARTS.keys, json({ secret: 'k'.repeat(64) }));
  for (const [index, rows] of ROWS.entries()) await archive.part(rowsPart('pledge.event', index + 1), gzipSync(rows));
  await archive.part(PARTS.sequences, json([{ name: 'pledge.clock_event_seq_seq', last: '9', called: true }]));
  await archive.named(filePart(sha(kept)), kept);
  const totals: Totals = {
    parts: [...archive.parts],
    tables: [{ name: 'pledge.event', rows: 3, digest: sha(Buffer.concat(ROWS)) }],
    files: { count: 1, bytes: kept.byteLength },
    lostFiles: [],
  };
  await archive.named(totalsPart(sha(json(totals))), json(totals));
  await archive.close();
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pledge-archive-'));
  await write(join(folder, 'whole'));
  whole = await readFile(join(folder, 'whole'));
  places = [];
  for (let at = 0; at < whole.length && whole[at] !== 0;) {
    const name = whole
      .subarray(at, at + 100)
      .toString('latin1')
      .replace(/\0.*$/s, '');
    const size = Number.parseInt(whole.subarray(at + 124, at + 136).toString('latin1'), 8);
    places.push({ name, from: at + 512, to: at + 512 + size });
    at += 512 + Math.ceil(size / 512) * 512;
  }
});
after(() => rm(folder, { recursive: true, force: true }));

const faultOf = async (bytes: Buffer): Promise<string> => {
  const file = join(folder, 'tried');
  await writeFile(file, bytes);
  return checkArchive(file).then(
    () => 'whole',
    (error: unknown) => {
      if (error instanceof ArchiveDamaged) return `${error.fault} ${error.part}`;
      throw error;
    },
  );
};

describe('an archive', () => {
  it('takes away what was left behind by one that was killed, and nothing of one that goes on', async () => {
    const draft = (): string => join(folder, `.pledge-backup-${randomUUID()}.unfinished`);
    const [killed, goesOn] = [draft(), draft()];
    for (const file of [killed, goesOn]) await writeFile(file, 'keys');
    await utimes(killed, 0, 0);
    await write(join(folder, 'next'));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.unfinished')),
      [basename(goesOn)],
    );
    await rm(goesOn);
    await rm(join(folder, 'next'));
  });

  it('is read back as it was written, by nobody but its owner, and leaves nothing beside it', async () => {
    const { manifest: told, keys, totals } = await checkArchive(join(folder, 'whole'));
    assert.deepEqual(told, manifest);
    assert.deepEqual(keys, { secret: 'k'.repeat(64) });
    assert.equal(totals.tables[0]?.rows, 3);
    if (process.platform !== 'win32') assert.equal((await stat(join(folder, 'whole'))).mode & 0o777, 0o600);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.unfinished')),
      [],
    );
  });

  it('holds a file as large as any that may be sent, and none that would not be read back', async () => {
    const { importBytes, uploadBytes } = readLimits((name) => ({ PLEDGE_IMPORT_MB: '190' })[name]);
    assert.ok(LARGEST_PART >= Math.max(importBytes, uploadBytes));
    const [file, log] = [join(folder, 'with-a-log'), Buffer.alloc(65 * 1024 * 1024, 'a row of a log\n')];
    await write(file, manifest, log);
    assert.deepEqual((await checkArchive(file)).totals.files, { count: 1, bytes: log.byteLength });
    await rm(file);
    const archive = await writeArchive(file);
    const larger = Buffer.alloc(LARGEST_PART + 1);
    await assert.rejects(archive.named(filePart(sha(FILE)), larger), /is larger than any archive is read with/);
    await archive.abandon();
  });

  it('in which any byte of any part was changed is refused, and the part is named', async () => {
    const inPart = fc.constantFrom(...places).chain((place) =>
      fc.record({
        place: fc.constant(place),
        at: fc.integer({ min: place.from, max: place.to - 1 }),
        flip: fc.integer({ min: 1, max: 255 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(inPart, async ({ place, at, flip }) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ flip;
        // Of a manifest that cannot be read nothing else is believed.
        const said = await faultOf(changed);
        assert.ok([`changed ${place.name}`, `newerFormat ${place.name}`].includes(said), said);
      }),
      { numRuns: 150 },
    );
  });

  it('that was cut anywhere is refused', async () => {
    const end = places.at(-1)?.to ?? 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: end - 1 }), async (length) => {
        assert.match(await faultOf(whole.subarray(0, length)), /^(cut|noArchive) /);
      }),
      { numRuns: 150 },
    );
    // Between two parts no byte is wrong: only that the end is missing tells.
    for (const { name, to } of places.slice(0, -1))
      assert.equal(await faultOf(whole.subarray(0, Math.ceil(to / 512) * 512)), `cut ${name}`);
  });

  it('of a newer format, and what is no archive at all, are told apart', async () => {
    await write(join(folder, 'newer'), { ...manifest, format: ARCHIVE_FORMAT + 1 });
    assert.equal(await faultOf(await readFile(join(folder, 'newer'))), 'newerFormat manifest.json');
    assert.equal(await faultOf(Buffer.from('a letter\n'.repeat(400))), 'noArchive archive');
    assert.equal(await faultOf(Buffer.alloc(0)), 'noArchive archive');
  });
});
