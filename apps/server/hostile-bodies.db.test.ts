import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf } from '#centre/testing/audit.ts';
import { endpointsOf, type Endpoint } from './testing/hostile/endpoints.ts';
import { openGround, type HostileGround } from './testing/hostile/ground.ts';
import { besiege, type SiegeResult } from './testing/hostile/siege.ts';
import { walkHostile } from './testing/hostile/walk.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** Of each endpoint; `npm run drill -- hostile` sends more. */
const CASES = 30;
const SEED = 20_261_003;

let server: TestServer;
let ground: HostileGround;
let endpoints: readonly Endpoint[];

before(async () => {
  server = await openTestServer();
  ground = await openGround(server);
  endpoints = endpointsOf((await server.get(null, '/api/openapi.json')).body);
});
after(() => server.close());

describe('whatever is sent', () => {
  it('is carried out or refused with a reason, never a fault of ours: every address, in path, query and body', async () => {
    assert.ok(endpoints.filter(({ method }) => method === 'POST').length > 60);
    const results: SiegeResult[] = [];
    for (const endpoint of endpoints) results.push(await besiege(ground, endpoint, { cases: CASES, seed: SEED }));
    assert.deepEqual(
      results.flatMap(({ faults }) => faults.slice(0, 3)),
      [],
    );
    // Whoever is always turned away at the door has not been inside: most addresses that are read have answered, and some commands went through.
    const answered = results.filter(({ endpoint, done }) => endpoint.method === 'GET' && done > 0);
    assert.ok(answered.length > 30, `${answered.length} addresses that are read have answered`);
    const carriedOut = results.filter(({ endpoint, done }) => endpoint.method === 'POST' && done > 0);
    assert.ok(carriedOut.length > 10, `${carriedOut.length} commands were carried out`);
  });

  it('and where a step may be taken, request after request: most steps carry some of it out, whatever the texts say', async () => {
    const { steps, faults } = await walkHostile(ground, endpoints, { requests: 6, cases: 2, seed: SEED });
    assert.deepEqual(faults.slice(0, 3), []);
    const carriedOut = [...steps.values()].filter(({ done }) => done > 0);
    assert.ok(carriedOut.length > 20, `${carriedOut.length} steps were carried out`);
  });

  it('leaves evidence that holds', async () => {
    assert.equal((await auditOf(server.house)).first, null);
  });
});
