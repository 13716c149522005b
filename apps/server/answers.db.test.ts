import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { existsSync } from 'node:fs';
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

  it('who is signed in is told by whose wall clock: the own unit’s, else the provider’s', async () => {
    for (const who of ['branchEngineer', 'technician'] as const)
      assert.equal((await server.get(who, '/api/me')).body.timezone, 'Asia/Shanghai', who);
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
