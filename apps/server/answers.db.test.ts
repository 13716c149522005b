import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { formatInstant } from '#platform/time/instant.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

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
