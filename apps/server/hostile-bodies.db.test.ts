import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { verifyAudit } from '#centre/evidence/audit.ts';
import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';
import { drawn, reported } from './testing/course.ts';
import { commandsOf } from './testing/hostile/bodies.ts';
import { endpointsOf, type Endpoint } from './testing/hostile/endpoints.ts';
import { openGround, type HostileGround } from './testing/hostile/ground.ts';
import { besiege, type SiegeResult } from './testing/hostile/siege.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

/** Of each endpoint; `npm run drill -- hostile` sends more. */
const CASES = 30;
const SEED = 20_261_003;
const ENDINGS = ['cancel', 'withdraw', 'noFault'];

let server: TestServer;
let ground: HostileGround;
let endpoints: readonly Endpoint[];

before(async () => {
  server = await openTestServer();
  ground = await openGround(server);
  endpoints = endpointsOf((await server.get(null, '/api/openapi.json')).body);
});
after(() => server.close());

const wellTold = (answer: HttpAnswer, about: unknown): void => {
  assert.ok(answer.status < 500, `${answer.status} ${JSON.stringify(answer.body)} for ${JSON.stringify(about)}`);
  if (answer.status >= 400)
    assert.ok(typeof answer.body.code === 'string' && answer.body.detail.length > 0, JSON.stringify(answer.body));
};

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

  it('and where each next step is taken with whatever its form allows, request after request', async () => {
    const schemas = new Map(endpoints.map(({ path, body }) => [path, body]));
    const known = ground.known();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('fault', 'consultation'), fc.infiniteStream(fc.nat()), async (kind, choices) => {
        const choose = <T>(list: readonly T[]): T | undefined => list[(choices.next().value ?? 0) % Math.max(1, list.length)];
        const walked = await reported(server, 'technician', {
          kind,
          siteId: server.house.sites['SITE-01'],
          enquirerPhone: '+86 10 0000 0004',
          content: '问题',
          symptom: '现象',
        });
        for (let step = 0; step < 25; step += 1) {
          server.house.time.pass(7);
          const who = choose(['manager', 'supportEngineer', 'branchEngineer', 'technician'] as const) ?? 'manager';
          const offered = await server.get(who, `/api/service-requests/${walked.id}/next`);
          wellTold(offered, { who });
          const events: readonly NextEvent[] = offered.status === 200 ? offered.body.events : [];
          // The likeliest come first; endings are left for the odd turn, or no walk would come far.
          const allowed = events.filter((one) => one.allowed && !ENDINGS.includes(one.event)).slice(0, 4);
          const event = choose(step % 8 === 7 || allowed.length === 0 ? events : allowed);
          if (event === undefined) continue;
          const schema = schemas.get(event.path.replace(/[0-9a-f-]{36}/u, '{id}'));
          assert.ok(schema, event.path);
          const [sample] = fc.sample(commandsOf(schema, known), { numRuns: 1, seed: choices.next().value ?? 1 });
          // What the form fills in by itself, asks for and offers as a choice stands in place of chance.
          const filledIn = Object.fromEntries(
            event.needs.flatMap((need) => {
              const value = need.initial ?? (need.required || need.options !== undefined ? plainValue(need, choose) : undefined);
              return value === undefined ? [] : [[need.name, value] as const];
            }),
          );
          const body = {
            ...(typeof sample === 'object' && sample !== null && !Array.isArray(sample) ? sample : {}),
            ...filledIn,
            commandId: randomUUID(),
            occurredAt: undefined,
            lateReason: undefined,
            sentAt: undefined,
            version: event.version,
          };
          wellTold(await server.post(who, event.path, body), { path: event.path, who, body });
        }
        for (const who of ['manager', 'technician'] as const) {
          for (const view of ['', '/clocks', '/timeline', '/messages'])
            assert.equal((await server.get(who, `/api/service-requests/${walked.id}${view}`)).status, 200, `${view} for ${who}`);
        }
      }),
      // A smaller walk after a fault would be another set of calls, each of them slow.
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('leaves evidence that holds', async () => {
    assert.equal((await server.house.within(null, verifyAudit)).first, null);
  });
});

/** What somebody would fill in who wants to get on. */
function plainValue(need: NeededField, choose: <T>(list: readonly T[]) => T | undefined): unknown {
  const offered = (need.options ?? []).map((option) => option.value);
  switch (need.type) {
    case 'choice':
    case 'person':
    case 'contact':
    case 'site':
    case 'project':
    case 'unit':
    case 'partner':
      return choose(offered);
    case 'choices':
      return offered;
    case 'people':
      return [{ personId: server.house.actors.branchEngineer.personId, level: 1 }];
    case 'signature':
      return drawn('签名');
    case 'boolean':
      return true;
    case 'instant':
      return new Date(server.house.time.current() + 3_600_000).toISOString();
    case 'text':
    case 'longText':
      return '文字';
    default:
      return undefined;
  }
}
