import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { StartError } from '../config/start-error.ts';
import { sha256 } from '../evidence-log/digests.ts';
import { FileDamaged, type FileStore } from './file-store.ts';
import { fileNameFor, inspect, type Inspection } from './inspect.ts';
import { nameOfPaper } from '../text/file-name.rules.ts';
import { openFileStore } from './open-file-store.ts';
import { BOMBS, POLYGLOTS } from './hostile.fixture.ts';
import { heicOf, jpegOf, pngClaiming, webpOf } from './pictures.fixture.ts';
import { turns, turnsByName } from './turns.ts';

const told = (found: Inspection): string => ('refused' in found ? `refused: ${found.refused}` : found.mediaType);

describe('what a file is, by its content', () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['a PNG', PNG.sync.write(new PNG({ width: 3, height: 2 })), 'image/png'],
    ['a JPEG', jpegOf(640, 480), 'image/jpeg'],
    ['a WebP, lossy', webpOf('VP8 ', 640, 480), 'image/webp'],
    ['a WebP, lossless', webpOf('VP8L', 640, 480), 'image/webp'],
    ['a WebP, extended', webpOf('VP8X', 640, 480), 'image/webp'],
    ['a HEIC of a phone', heicOf(4032, 3024), 'image/heic'],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'application/pdf'],
    ['Chinese text', Buffer.from('配置备份\r\n\t端口 1 正常\n'), 'text/plain'],
    ['text with a byte order mark', Buffer.from('\ufeffinterface Gi0/1\n'), 'text/plain'],
    ['a page of HTML is text and nothing more', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain'],
    ['nothing', Buffer.alloc(0), 'refused: empty'],
    ['text in another encoding', Buffer.from([0xc5, 0xe4, 0xd6, 0xc3, 0xb1, 0xb8]), 'refused: typeNotAccepted'],
    ['bytes', Buffer.from([1, 2, 3, 0, 255]), 'refused: typeNotAccepted'],
    ['an escape sequence for terminals', Buffer.from('ok \u001b[2J'), 'refused: typeNotAccepted'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'refused: typeNotAccepted'],
    ['an archive', Buffer.from('UEsDBAoAAAAAAAAAIQAAAAAAAAAAAAAAAAABAAAAYVBLAQI=', 'base64'), 'refused: typeNotAccepted'],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'), 'refused: typeNotAccepted'],
    [
      'an SVG with its declaration',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      'refused: typeNotAccepted',
    ],
    ['a JPEG cut short before its frame', jpegOf(640, 480).subarray(0, 24), 'refused: unreadable'],
    ['a picture of 50 million', pngClaiming(10_000, 5_000), 'image/png'],
    ['a picture that would fill the memory', pngClaiming(60_000, 60_000), 'refused: tooManyPixels'],
    ['a HEIC that would', heicOf(20_000, 20_000), 'refused: tooManyPixels'],
    ['a WebP that would', webpOf('VP8X', 16_000, 16_000), 'refused: tooManyPixels'],
    ['a picture without extent', pngClaiming(0, 10), 'refused: unreadable'],
  ];
  for (const [name, bytes] of Object.entries(BOMBS))
    it(`${name} is refused unopened`, async () => assert.equal(told(await inspect(bytes)), 'refused: typeNotAccepted'));
  for (const [name, [bytes, expected]] of Object.entries(POLYGLOTS))
    it(`${name} is what it begins as`, async () => assert.equal(told(await inspect(bytes)), expected));
  for (const [name, bytes, expected] of cases) it(name, async () => assert.equal(told(await inspect(bytes)), expected));

  it('is told of any bytes, however broken', async () => {
    const starts = [Buffer.alloc(0), ...cases.map(([, bytes]) => Buffer.from(bytes))];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), fc.nat(), async (start, noise, at) => {
        const cut = start.subarray(0, start.length === 0 ? 0 : at % start.length);
        assert.equal(
          typeof told(await inspect(Buffer.concat([cut, noise, start.subarray(cut.length + noise.length)]))),
          'string',
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('the name of a file', () => {
  for (const [given, mediaType, expected] of [
    ['现场 照片.JPG', 'image/jpeg', '现场 照片.JPG'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\wang\\IMG_1.heic', 'image/heic', 'IMG_1.heic'],
    ['run.bat', 'text/plain', 'run.bat.txt'],
    ['photo.exe', 'image/png', 'photo.exe.png'],
    ['a\u0000b\r\nc"d.pdf', 'application/pdf', 'abcd.pdf'],
    ['txt.\u202Egnp.png', 'image/png', 'txt.gnp.png'],
    ['...', 'application/pdf', 'file.pdf'],
    ['', 'image/webp', 'file.webp'],
    ['报告.pdf.exe', 'application/pdf', '报告.pdf.exe.pdf'],
    ['photo.php.jpg ', 'image/jpeg', 'photo.php.jpg'],
    ['CON.txt', 'text/plain', '_CON.txt'],
    ['nul', 'application/pdf', '_nul.pdf'],
    ['lpt1.tar.log', 'text/plain', '_lpt1.tar.log'],
    ['\ufeffa\u2028b\u061c.txt', 'text/plain', 'ab.txt'],
    ['..\\..\\', 'image/png', 'file.png'],
    ['a/..', 'image/png', 'file.png'],
    [`${'长'.repeat(300)}.pdf`, 'application/pdf', `${'长'.repeat(120)}.pdf`],
  ] as const) {
    it(JSON.stringify(given.slice(0, 30)), () => assert.equal(fileNameFor(given, mediaType), expected));
  }
  for (const [words, expected] of [
    [['SR-2026-0001', '到场'], 'SR-2026-0001 到场.pdf'],
    [['QR/OP10A\\1', '../记录'], 'QR-OP10A-1 ..-记录.pdf'],
    [['\u202e<img>\r\n', '"=1+1"'], 'img =1+1.pdf'],
    [['长'.repeat(300)], `${'长'.repeat(120)}.pdf`],
    [[' . '], 'file.pdf'],
  ] as const)
    it(`of a paper: ${JSON.stringify(words).slice(0, 40)}`, () => assert.equal(nameOfPaper(words, 'pdf'), expected));
});

describe('where files lie', () => {
  let folder: string;
  let store: FileStore;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pledge-files-'));
    store = openFileStore(pathToFileURL(join(folder, 'not yet', 'there')).href);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('bytes are found by their digest, and the same bytes lie once', async () => {
    const bytes = Buffer.from('配置');
    const [one, other] = await Promise.all([store.put(bytes), store.put(bytes)]);
    assert.equal(one, sha256(bytes));
    assert.equal(other, one);
    assert.deepEqual(Buffer.from((await store.read(one)) ?? []), bytes);
    assert.deepEqual(await names(), [one]);
  });

  it('bytes that come in pieces are the same file; where they stop in the middle nothing is kept', async () => {
    const pieces = ['第一行\n', '第二行\n'].map((text) => Buffer.from(text));
    const whole = Buffer.concat(pieces);
    const told = await store.take(Readable.from(pieces));
    assert.deepEqual(told, { digest: sha256(whole), size: whole.byteLength });
    const opened = (await store.open(told.digest)) ?? assert.fail('it is there');
    assert.deepEqual(Buffer.concat(await Array.fromAsync(opened)), whole);
    const before = await names();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('the line is cut');
    }
    await assert.rejects(store.take(broken()), /the line is cut/);
    assert.deepEqual(await names(), before);
    await writeFile(await pathOf(told.digest), 'changed');
    const changed = (await store.open(told.digest)) ?? assert.fail('it is there');
    await assert.rejects(Array.fromAsync(changed), FileDamaged);
    await store.take(Readable.from(pieces));
    assert.equal(await store.open(sha256('nobody put this')), undefined);
  });

  it('what is not there is nothing, and what is no digest is no path', async () => {
    assert.equal(await store.read(sha256('nobody put this')), undefined);
    await assert.rejects(store.read('../../../etc/passwd'), RangeError);
  });

  it('a damaged file is told, and mended by the same upload', async () => {
    const bytes = Buffer.from('genuine');
    const digest = await store.put(bytes);
    await writeFile(await pathOf(digest), 'changed');
    await assert.rejects(store.read(digest), FileDamaged);
    await store.put(bytes);
    assert.deepEqual(Buffer.from((await store.read(digest)) ?? []), bytes);
  });

  it('what a killed process left half written goes with a later file, and what is being written stays', async () => {
    const root = join(folder, 'not yet', 'there');
    const [left, fresh] = [join(root, `.${randomUUID()}`), join(root, `.${randomUUID()}`)];
    for (const draft of [left, fresh]) await writeFile(draft, 'half');
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    await utimes(left, longAgo, longAgo);
    await store.put(Buffer.from('a later file'));
    const there = await names();
    assert.deepEqual([there.includes(basename(left)), there.includes(basename(fresh))], [false, true]);
    await rm(fresh);
  });

  it('another kind of place is refused at start', () => assert.throws(() => openFileStore('s3://bucket/prefix'), StartError));

  async function entries(): Promise<{ name: string; path: string }[]> {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, path: join(entry.parentPath, entry.name) }));
  }
  const names = async (): Promise<string[]> => (await entries()).map(({ name }) => name);
  const pathOf = async (digest: string): Promise<string> => (await entries()).find(({ name }) => name === digest)?.path ?? '';
});

it('turns: never more at once, each gets one, also after a failure', async () => {
  const inTurn = turns(3);
  let running = 0;
  let most = 0;
  const works = Array.from({ length: 20 }, (_work, index) =>
    inTurn(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (index % 5 === 0) throw new Error('failed');
      return index;
    }),
  );
  const ended = await Promise.allSettled(works);
  assert.equal(most, 3);
  assert.equal(ended.filter(({ status }) => status === 'fulfilled').length, 16);
});

it('turns by name: whoever takes all of the own keeps nobody else waiting', async () => {
  const ofOne = turnsByName(2);
  const endless = Promise.withResolvers<void>();
  const slow = Array.from({ length: 3 }, () => ofOne('slow', () => endless.promise));
  assert.equal(await ofOne('other', async () => 'served'), 'served');
  endless.resolve();
  await Promise.all(slow);
});
