import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { formatInstant } from '#platform/time/instant.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

const PAGES = new URL('../../dist/screens/index.html', import.meta.url);

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

describe('every answer', () => {
  it('tells the time of the server, a refusal too; a page does not', async () => {
    const now = formatInstant(server.house.time.pass(3));
    for (const [who, path] of [
      ['manager', '/api/service-requests'],
      [null, '/api/me'],
      ['manager', '/api/nothing'],
    ] as const)
      assert.equal((await server.get(who, path)).headers['pledge-now'], now, path);
    assert.equal((await server.get(null, '/healthz')).headers['pledge-now'], undefined);
  });

  it('is kept by no browser and no proxy on the way: the API’s, and a refusal’s', async () => {
    for (const path of ['/api/me', '/api/service-requests', '/api/service-requests/none', '/api/records'])
      assert.equal((await server.get('manager', path)).headers['cache-control'], 'no-store', path);
    assert.equal((await server.get(null, '/api/me')).headers['cache-control'], 'no-store');
  });

  it('who is signed in is told by whose wall clock: the own unit’s, else the provider’s', async () => {
    for (const who of ['branchEngineer', 'technician'] as const)
      assert.equal((await server.get(who, '/api/me')).body.timezone, 'Asia/Shanghai', who);
  });
});

describe('a long answer', () => {
  const unpack = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync } as const;
  const ask = async (url: string, accepts?: string) => {
    const answer = await server.app.server?.inject({
      url,
      headers: { cookie: await server.cookieOf('manager'), ...(accepts === undefined ? {} : { 'accept-encoding': accepts }) },
    });
    assert.ok(answer);
    return answer;
  };

  for (const [accepts, encoding] of [
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['br;q=0.1, gzip', 'gzip'],
  ] as const)
    it(`goes as ${encoding} to who accepts ${accepts}, and is the same`, async () => {
      const [plain, packed] = [await ask('/api/openapi.json'), await ask('/api/openapi.json', accepts)];
      assert.equal(packed.headers['content-encoding'], encoding);
      assert.match(String(packed.headers['vary']), /accept-encoding/i);
      assert.equal(Number(packed.headers['content-length']), packed.rawPayload.byteLength);
      assert.ok(packed.rawPayload.byteLength < plain.rawPayload.byteLength / 4);
      assert.equal(unpack[encoding](packed.rawPayload).toString(), plain.body);
    });

  it('goes as it is to who accepts nothing of that, and so does a short one', async () => {
    for (const accepts of [undefined, 'identity', 'unheard-of'])
      assert.equal((await ask('/api/openapi.json', accepts)).headers['content-encoding'], undefined, accepts);
    assert.equal((await ask('/api/me', 'gzip, br')).headers['content-encoding'], undefined);
  });
});

describe('a page', { skip: !existsSync(PAGES) && 'the screens are not built: npm start builds them' }, () => {
  for (const path of ['/', '/?from=mail', '/requests', '/portal', '/field/visits'])
    it(`is shown at ${path}, also to who can read nothing compressed`, async () => {
      const page = await server.get(null, path);
      assert.deepEqual([page.status, String(page.headers['content-type'])], [200, 'text/html; charset=utf-8']);
      assert.match(String(page.headers['content-security-policy']), /default-src 'self'/);
    });
  it('is none where a folder is, or a way out of it', async () => {
    for (const path of ['/assets/', '/assets/..%2f..%2fpackage.json'])
      assert.ok([404, 200].includes((await server.get(null, path)).status), path);
    assert.doesNotMatch((await server.get(null, '/assets/..%2f..%2fpackage.json')).raw.toString(), /"dependencies"/);
  });
});
