import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { verifyAudit } from '#centre/evidence/audit.ts';
import type { NeededField, NextEvent } from '#centre/requests/requests.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { commandsOf, type BodySchema, type Known } from './testing/bodies.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

const WHO = [
  'manager',
  'supportEngineer',
  'branchEngineer',
  'approver',
  'technician',
  'siteStaff',
  'administrator',
  'stranger',
] as const satisfies readonly HouseName[];
const RUNS = 20;
/** Signing in hashes a password, which is slow on purpose; signing out ends the session of the asker. */
const FEW_RUNS: Readonly<Record<string, number>> = { '/api/sign-in': 3, '/api/sign-out': 3 };

const ENDINGS = ['cancel', 'withdraw', 'noFault'];

let server: TestServer;
let course: Course;
let known: Known;
let posts: readonly (readonly [path: string, schema: BodySchema])[];

before(async () => {
  server = await openTestServer();
  course = await aCourse();
  const { actors, sites } = server.house;
  known = {
    ids: [
      course.id,
      ...course.now().taskOrders.map(({ id }) => id),
      ...course.now().visits.map(({ id }) => id),
      ...course.now().records.map(({ id }) => id),
      ...Object.values(sites),
      ...WHO.flatMap((who) => [actors[who].personId ?? '', actors[who].contactId ?? '']).filter(Boolean),
    ],
    codes: [
      'fault',
      'consultation',
      'major',
      'minor',
      'none',
      'phone',
      'web',
      'email',
      'noAnswer',
      'customerUnreachable',
      'customerDeniedAccess',
      'fix',
      'standbyUnit',
      'line',
      'equipment',
      'operation',
      'other',
      'onSite',
      'remote',
      'customer',
      'approval',
      'review',
      'logIn',
      'adjust',
      'given',
      'refused',
      'noGifts',
      'satisfied',
      'workProcessAndResult',
      'taskContent',
      'answer',
      'outgoing',
      '已处理',
    ],
  };
  const paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: BodySchema }> } } }> = (
    await server.get(null, '/api/openapi.json')
  ).body.paths;
  posts = Object.entries(paths).flatMap(([path, { post }]) => {
    const schema = post?.requestBody?.content['application/json']?.schema;
    return schema === undefined ? [] : [[path, schema] as const];
  });
});
after(() => server.close());

/** A fault with engineers on site, so that every kind of subject is there. */
async function aCourse(): Promise<Course> {
  const begun = await reported(server, 'technician', {
    kind: 'fault',
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '交换机没有响应',
    symptom: '无响应',
  });
  await begun.take('manager', 'verify', {
    symptom: '无响应',
    since: '22点',
    extent: '全部',
    changesBefore: '无',
    backupState: '有',
    severity: 'major',
  });
  await begun.take('manager', 'dispatch', {
    people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
    taskContent: '检查',
  });
  await begun.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await begun.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-03T23:00:00+08:00' });
  await begun.take('branchEngineer', 'visit/arrive', { place: '东区', contactId: server.house.actors.siteStaff.contactId });
  return begun;
}

const wellTold = (answer: HttpAnswer, about: unknown): void => {
  assert.ok(answer.status < 500, `${answer.status} ${JSON.stringify(answer.body)} for ${JSON.stringify(about)}`);
  if (answer.status >= 400)
    assert.ok(typeof answer.body.code === 'string' && answer.body.detail.length > 0, JSON.stringify(answer.body));
};

describe('whatever is sent', () => {
  it('is carried out or refused with a reason, never a fault of ours: every address that takes commands', async () => {
    assert.ok(posts.length > 60);
    for (const [path, schema] of posts) {
      const subject = path.split('/')[2] ?? '';
      const { taskOrders, visits, records } = course.now();
      const ids =
        (
          {
            'service-requests': [course.id],
            'task-orders': taskOrders.map(({ id }) => id),
            'site-visits': visits.map(({ id }) => id),
            records: records.map(({ id }) => id),
          } as Record<string, string[]>
        )[subject] ?? known.ids;
      // The people of the journey stay: what an erasure does is shown elsewhere.
      const targets = subject === 'contacts' ? [randomUUID()] : ids;
      await fc.assert(
        fc.asyncProperty(
          commandsOf(schema, known),
          fc.constantFrom(...WHO),
          fc.constantFrom(...targets),
          async (body, who, id) => {
            const asker = path === '/api/sign-out' ? null : who;
            wellTold(await server.post(asker, path.replace('{id}', id), body as Record<string, unknown>), { path, who, body });
          },
        ),
        { numRuns: FEW_RUNS[path] ?? RUNS },
      );
    }
  });

  it('and where each next step is taken with whatever its form allows, request after request', async () => {
    const schemas = new Map(posts);
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
      { numRuns: 6 },
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
