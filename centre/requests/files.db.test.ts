import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '#centre/people/index.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { isRefusal } from '#platform/command/refusal.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { FILE_LIMIT } from '#platform/files/inspect.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import { BOMBS, POLYGLOTS } from '#platform/files/hostile.fixture.ts';
import { jpegOf, pngClaiming } from '#platform/files/pictures.fixture.ts';
import { createServer } from '#platform/http/server.ts';
import { fileRoutes, mountFileUpload } from './files.routes.ts';
import { writeMessage } from './write-message.ts';

let house: TestHouse;
let folder: string;
let server: FastifyInstance;
let url: string;
let request: string;

/** Who asks stands in a header: signing in is tested where it is at home. */
before(async () => {
  house = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), 'pledge-uploads-'));
  const files = openFileStore(pathToFileURL(folder).href);
  const actorOf = async ({
    headers,
  }: {
    headers: Readonly<Record<string, unknown>>;
  }): Promise<{ actor: Actor; setCookie: readonly string[] } | null> => {
    const name = headers['x-who'];
    return typeof name === 'string' ? { actor: house.actors[name as HouseName], setCookie: ['renewed=1'] } : null;
  };
  const deps = { db: house.db, time: house.time, files, publicUrl: 'https://service.example.cn' };
  server = await createServer<Actor>({
    routes: fileRoutes(deps),
    actorOf,
    languageOf: (actor) => actor?.language ?? null,
    sameOrigin: () => true,
    now: () => house.time.current(),
    log: () => undefined,
  });
  await mountFileUpload(server, { house: deps, actorOf, limit: FILE_LIMIT });
  await server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const story = storyIn(house);
  request = await story.reports('technician', {
    content: '交换机没有响应',
    siteId: house.sites['SITE-01'] ?? '',
    kind: 'fault',
    symptom: '没有响应',
    enquirerPhone: '+86 139 0000 0000',
  });
});
after(async () => {
  await server.close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

interface Told {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly id?: string; readonly code?: string; readonly detail?: string };
  readonly headers: Headers;
}

async function upload(
  who: HouseName | null,
  bytes: Uint8Array,
  about: { name?: string; type?: string; id?: string; headers?: Record<string, string> } = {},
): Promise<Told> {
  const form = new FormData();
  if (about.id !== undefined) form.append('id', about.id);
  form.append('file', new Blob([Buffer.from(bytes)], { type: about.type ?? 'application/octet-stream' }), about.name ?? 'file');
  const answer = await fetch(`${url}/api/files`, {
    method: 'POST',
    body: form,
    headers: { ...(who === null ? {} : { 'x-who': who }), ...about.headers },
  });
  return { status: answer.status, body: (await answer.json()) as Told['body'], headers: answer.headers };
}

async function uploaded(who: HouseName, bytes: Uint8Array, name = '照片.jpg'): Promise<string> {
  const told = await upload(who, bytes, { name });
  assert.equal(told.status, 201, JSON.stringify(told.body));
  return told.body.id ?? '';
}

const read = async (who: HouseName | null, id: string): Promise<Response> =>
  fetch(`${url}/api/files/${id}`, { headers: who === null ? {} : { 'x-who': who } });
const statusFor = async (who: HouseName, id: string): Promise<number> => (await read(who, id)).status;

async function attached(
  who: HouseName,
  id: string,
  direction: 'outgoing' | 'internal' = 'outgoing',
  to = request,
): Promise<void> {
  const input = { commandId: randomUUID(), channel: 'web' as const, direction, text: '见附件', files: [id] };
  const answer = await writeMessage(house.deps, { actor: house.actors[who], requestId: to, input, path: '/test/messages' });
  assert.ok(!isRefusal(answer), JSON.stringify(answer));
}

describe('uploading a file', () => {
  it('answers its id, its name, and what it is by its content', async () => {
    const bytes = jpegOf(4000, 3000);
    const told = await upload('technician', bytes, { name: '机房\\现场.png', type: 'image/png' });
    assert.equal(told.status, 201);
    assert.deepEqual(told.body, {
      id: told.body.id,
      name: '现场.png.jpg',
      mediaType: 'image/jpeg',
      size: bytes.length,
      url: `/api/files/${told.body.id}`,
    });
    assert.equal(told.headers.get('set-cookie'), 'renewed=1');
    const row = await house.within(null, (tx) =>
      tx
        .selectFrom('pledge.file')
        .selectAll()
        .where('id', '=', told.body.id ?? '')
        .executeTakeFirstOrThrow(),
    );
    assert.deepEqual(
      [row.customer_id, row.person_id, row.status],
      [house.customerId, house.actors.technician.personId, 'unchecked'],
    );
  });

  it('sent twice under an id of the sender it is one file; another under that id is refused', async () => {
    const id = uuidv7(house.time.current());
    const first = await upload('branchEngineer', Buffer.from('第一份'), { id, name: 'a.txt' });
    const again = await upload('branchEngineer', Buffer.from('第一份'), { id, name: 'a.txt' });
    assert.deepEqual([first.status, again.status, again.body.id], [201, 201, id]);
    assert.equal((await upload('branchEngineer', Buffer.from('第二份'), { id })).body.code, 'idTaken');
    assert.equal((await upload('stranger', Buffer.from('第一份'), { id })).body.code, 'idTaken');
  });

  for (const [title, bytes, status, code] of [
    ['a program with the name of a photo', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 415, 'fileTypeNotAccepted'],
    ['nothing', Buffer.alloc(0), 422, 'fileEmpty'],
    ['a picture that would fill the memory', pngClaiming(50_000, 50_000), 422, 'pictureTooLarge'],
    ...Object.entries(BOMBS).map(([name, bytes]) => [name, bytes, 415, 'fileTypeNotAccepted'] as const),
    ['a picture that is none', jpegOf(9, 9).subarray(0, 24), 422, 'pictureUnreadable'],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const told = await upload('technician', bytes, { name: 'photo.jpg', type: 'image/jpeg' });
      assert.deepEqual([told.status, told.body.code], [status, code]);
    });
  }

  it('refuses what is too large with its size and what to do, and the line stays usable', async () => {
    const told = await upload('technician', Buffer.concat([jpegOf(10, 10), Buffer.alloc(32 * 1024 * 1024 - 200)]), {
      name: 'p.jpg',
      type: 'image/jpeg',
    });
    assert.deepEqual(
      [told.status, told.body.code, told.body.detail],
      [413, 'fileTooLarge', '照片32 MB，上限20 MB。压缩后再传，或分两张。'],
    );
    assert.equal((await upload('technician', jpegOf(10, 10))).status, 201);
  });

  it('hears out no file without end: a body of chunks that tells no size is cut off', { timeout: 60_000 }, async () => {
    const line = slowLine();
    line.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
    const block = 'x'.repeat(1024 * 1024);
    const cut = new Promise<void>((resolve) => line.socket.on('close', resolve));
    const pour = (): void => {
      while (!line.socket.destroyed && line.write(block));
    };
    line.socket.on('drain', pour);
    pour();
    await cut;
    assert.ok(line.socket.bytesWritten < 400 * block.length, `${line.socket.bytesWritten} bytes were taken`);
    assert.equal((await upload('technician', jpegOf(10, 10))).status, 201);
  });

  it('lets nobody wait behind the slow lines of another', { timeout: 60_000 }, async () => {
    const lines = Array.from({ length: 40 }, slowLine);
    for (const line of lines) line.write('--b\r\n');
    assert.equal((await upload('branchEngineer', jpegOf(10, 10))).status, 201);
    for (const { socket } of lines) socket.destroy();
    assert.equal((await upload('technician', jpegOf(10, 10))).status, 201);
  });

  it('takes exactly the limit', async () => {
    const told = await upload(
      'technician',
      Buffer.concat([jpegOf(10, 10), Buffer.alloc(20 * 1024 * 1024 - jpegOf(10, 10).length)]),
    );
    assert.equal(told.status, 201);
  });

  it('refuses whoever is not signed in, other sites, and what is no file', async () => {
    assert.equal((await upload(null, jpegOf(10, 10))).body.code, 'notSignedIn');
    for (const origin of ['https://evil.example', 'null'])
      assert.equal((await upload('technician', jpegOf(10, 10), { headers: { origin } })).body.code, 'foreignOrigin');
    assert.equal((await upload('technician', jpegOf(10, 10), { headers: { origin: 'https://service.example.cn' } })).status, 201);
    const json = await fetch(`${url}/api/files`, {
      method: 'POST',
      headers: { 'x-who': 'technician', 'content-type': 'application/json' },
      body: '{}',
    });
    assert.equal(((await json.json()) as { code: string }).code, 'mediaType');
    const form = new FormData();
    form.append('note', 'no file');
    const none = await fetch(`${url}/api/files`, { method: 'POST', headers: { 'x-who': 'technician' }, body: form });
    assert.equal(((await none.json()) as { code: string }).code, 'fileMissing');
    const broken = await fetch(`${url}/api/files`, {
      method: 'POST',
      headers: { 'x-who': 'technician', 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nnot a part',
    });
    assert.equal(((await broken.json()) as { code: string }).code, 'uploadBroken');
  });

  it('many at once all arrive', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_file, index) =>
        upload('branchEngineer', Buffer.from(`记录${index}`), { name: `${index}.txt` }),
      ),
    );
    assert.ok(answers.every(({ status }) => status === 201));
  });
});

/** An upload of the technician in chunks, that goes on as it is told and ends by itself never. */
function slowLine(): { socket: Socket; write: (text: string) => boolean } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  socket.write('POST /api/files HTTP/1.1\r\nhost: x\r\nx-who: technician\r\ntransfer-encoding: chunked\r\n');
  socket.write('content-type: multipart/form-data; boundary=b\r\n\r\n');
  socket.resume();
  return { socket, write: (text) => socket.write(`${text.length.toString(16)}\r\n${text}\r\n`) };
}

describe('reading a file', () => {
  it('gives the bytes as they came, with nothing that could run', async () => {
    const bytes = jpegOf(80, 60);
    const answer = await read('technician', await uploaded('technician', bytes, '现场.jpg'));
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
    assert.deepEqual(
      ['content-type', 'content-disposition', 'content-security-policy', 'x-content-type-options', 'cache-control'].map((name) =>
        answer.headers.get(name),
      ),
      [
        'image/jpeg',
        `inline; filename*=UTF-8''${encodeURIComponent('现场.jpg')}`,
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
        'nosniff',
        'no-store',
      ],
    );
  });

  it('a page of HTML leaves as a text to be saved', async () => {
    const answer = await read('technician', await uploaded('technician', Buffer.from('<script>alert(1)</script>'), 'page.html'));
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(answer.headers.get('content-disposition'), "attachment; filename*=UTF-8''page.html.txt");
  });

  for (const [name, [bytes, mediaType]] of Object.entries(POLYGLOTS))
    it(`${name} leaves as what it begins as, and a browser may take it for nothing else`, async () => {
      const answer = await read('technician', await uploaded('technician', bytes, `it's (1).html`));
      const header = (wanted: string): string => answer.headers.get(wanted) ?? '';
      assert.equal(header('content-type').split(';')[0], mediaType);
      assert.equal(header('x-content-type-options'), 'nosniff');
      assert.match(header('content-security-policy'), /^default-src 'none';.* sandbox$/);
      const isText = mediaType === 'text/plain';
      assert.match(header('content-disposition'), isText ? /^attachment;/ : /^inline;/);
      assert.match(header('content-disposition'), /filename\*=UTF-8''it%27s%20%281%29\.html\.\w{3}$/);
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
    });

  it('before it is used it is the uploader’s alone', async () => {
    const id = await uploaded('technician', jpegOf(11, 11));
    assert.deepEqual(
      await Promise.all((['technician', 'representative', 'manager', 'stranger'] as const).map((who) => statusFor(who, id))),
      [200, 404, 404, 404],
    );
    assert.equal((await read(null, id)).status, 401);
    assert.equal(await statusFor('manager', randomUUID()), 404);
  });

  it('once used it is seen by whoever sees the request', async () => {
    const id = await uploaded('branchEngineer', jpegOf(12, 12));
    await attached('branchEngineer', id);
    assert.deepEqual(
      await Promise.all((['manager', 'technician', 'representative', 'stranger'] as const).map((who) => statusFor(who, id))),
      [200, 200, 200, 404],
    );
  });

  it('named in a report it is there with the request', async () => {
    const id = await uploaded('technician', jpegOf(14, 14));
    await storyIn(house).reports('technician', {
      content: '机房有异味，见照片',
      siteId: house.sites['SITE-01'] ?? '',
      kind: 'fault',
      symptom: '有异味',
      enquirerPhone: '+86 139 0000 0000',
      files: [id],
    });
    assert.equal(await statusFor('manager', id), 200);
  });

  it('what is attached to an internal note stays inside', async () => {
    const id = await uploaded('manager', jpegOf(13, 13));
    await attached('manager', id, 'internal');
    assert.deepEqual(
      await Promise.all((['manager', 'supportEngineer', 'technician'] as const).map((who) => statusFor(who, id))),
      [200, 200, 404],
    );
  });

  it('another customer’s file is not shared by naming it', async () => {
    const id = await uploaded('stranger', jpegOf(14, 14));
    await assert.rejects(attached('manager', id), /unknownFile/);
    assert.deepEqual(await Promise.all((['technician', 'stranger'] as const).map((who) => statusFor(who, id))), [404, 200]);
    assert.equal(
      (await house.within(null, (tx) => tx.selectFrom('pledge.file_use').selectAll().where('file_id', '=', id).execute())).length,
      0,
    );
  });

  it('what failed its check is not given out', async () => {
    const id = await uploaded('manager', jpegOf(15, 15));
    await house.within(null, (tx) => tx.updateTable('pledge.file').set({ status: 'refused' }).where('id', '=', id).execute());
    const answer = await read('manager', id);
    assert.equal(((await answer.json()) as { code: string }).code, 'fileRefused');
  });
});
