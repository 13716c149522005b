import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

describe('the page that shows the description', () => {
  it('stands under the policy of all pages, and gives nothing else of the viewer away', async () => {
    const page = await server.get(null, '/api/docs');
    assert.equal(page.status, 200);
    assert.match(String(page.headers['content-type']), /^text\/html/);
    assert.match(String(page.headers['content-security-policy']), /script-src 'self'; style-src 'self'/);
    for (const path of ['/api/docs/index.html', '/api/docs/package.json', '/api/docs/../package.json', '/api/docs/nothing'])
      assert.equal((await server.get(null, path)).status, 404, path);
  });
});
