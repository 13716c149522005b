import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { planDuties } from '#centre/commitments/index.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const need = (more: Record<string, unknown> = {}) => ({
  kind: 'fault',
  siteId: server.house.sites['SITE-01'],
  enquirerPhone: '+86 10 0000 0004',
  content: '核心交换机无响应',
  symptom: '指示灯全灭',
  ...more,
});
const aFault = (): Promise<Course> => reported(server, 'technician', need());
const checklist = { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' };
const told = (answer: HttpAnswer): unknown[] => [answer.status, answer.body.code];
const countRequests = async (): Promise<number> =>
  (await server.house.within(null, (tx) => tx.selectFrom('pledge.service_request').select('id').execute())).length;

describe('what a report names', () => {
  const refused = async (who: HouseName, more: Record<string, unknown>): Promise<unknown[]> => {
    const before = await countRequests();
    const answer = await server.post(who, '/api/service-requests', need(more));
    assert.equal(await countRequests(), before);
    return [...told(answer), answer.body.fields?.[0]?.field];
  };

  it('must be there and be the customer’s own', async () => {
    const { stranger } = server.house.actors;
    assert.deepEqual(await refused('clerk', { contactId: randomUUID() }), [422, 'unknownContact', 'contactId']);
    assert.deepEqual(await refused('clerk', { projectId: randomUUID() }), [422, 'unknownProject', 'projectId']);
    assert.deepEqual(await refused('stranger', {}), [422, 'foreignSite', 'siteId']);
    assert.deepEqual(await refused('clerk', { contactId: stranger.contactId }), [422, 'foreignSite', 'siteId']);
    assert.deepEqual(await refused('technician', { siteId: randomUUID() }), [422, 'foreignSite', 'siteId']);
    assert.deepEqual(await refused('technician', { files: [randomUUID()] }), [422, 'unknownFile', 'files']);
    assert.deepEqual(await refused('technician', { kind: 'constructor' }), [422, 'unknownValue', 'kind']);
    assert.deepEqual(await refused('technician', { severity: 'constructor' }), [422, 'unknownValue', 'severity']);
  });

  it('has an id of its own, also where the id is somebody else’s', async () => {
    const course = await aFault();
    assert.deepEqual(told(await server.post('technician', '/api/service-requests', need({ id: course.id }))), [409, 'idTaken']);
    assert.deepEqual(told(await server.post('stranger', '/api/service-requests', { content: '问题', id: randomUUID() })), [
      409,
      'noActivePlan',
    ]);
    assert.equal((await server.get('stranger', '/api/intake/context')).status, 409);
    await server.house.within(null, (tx) => giveProject(tx, server.house.actors.stranger.customerId ?? ''));
    assert.deepEqual(told(await server.post('stranger', '/api/service-requests', { content: '问题', id: course.id })), [
      409,
      'idTaken',
    ]);
    assert.equal((await server.post('stranger', '/api/service-requests', { content: '问题', id: randomUUID() })).status, 201);
  });

  it('is refused with keys that nobody knows, characters that nothing stores, and from another site', async () => {
    assert.equal((await server.post('technician', '/api/service-requests', need({ priority: 'high' }))).status, 400);
    assert.equal((await server.post('technician', '/api/service-requests', need({ content: 'a\u0000b' }))).status, 400);
    const cookie = await server.cookieOf('technician');
    const foreign = await server.app.server?.inject({
      method: 'POST',
      url: '/api/service-requests',
      headers: { cookie, origin: 'https://elsewhere.example' },
      payload: { commandId: randomUUID(), ...need() },
    });
    assert.deepEqual([foreign?.statusCode, foreign?.json().code], [403, 'foreignOrigin']);
  });
});

describe('a customer', () => {
  it('finds nothing of another: every address with an id answers as for an id that does not exist', async () => {
    const course = await aFault();
    await course.take('manager', 'verify', checklist);
    await course.take('manager', 'dispatch', {
      people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
      taskContent: '检查',
    });
    const { taskOrders, visits, records } = course.now();
    const events = await server.house.within(null, (tx) =>
      tx.selectFrom('pledge.event').select('id').where('stream_id', '=', course.id).execute(),
    );
    await planDuties({ db: server.app.db, time: server.house.time });
    // The stranger's own project has its duties too.
    const duty = await server.house.within(server.house.actors.technician, (tx) =>
      tx.selectFrom('pledge.duty').select('id').executeTakeFirst(),
    );
    const ids = {
      duties: duty?.id,
      'service-requests': course.id,
      'task-orders': taskOrders[0]?.id,
      'site-visits': visits[0]?.id,
      records: records[0]?.id,
      'consultation-records': records[0]?.id,
      'service-records': records[0]?.id,
      contacts: server.house.actors.technician.contactId,
      files: randomUUID(),
      events: events[0]?.id,
      me: randomUUID(),
      'saved-views': randomUUID(),
      'history-imports': randomUUID(),
      'clock-recounts': randomUUID(),
      plans: await planOfSample(),
      'plan-drafts': await draftOfSample(),
      'log-replays': randomUUID(),
      people: server.house.actors.technician.personId,
      'positions-held': randomUUID(),
      'api-keys': randomUUID(),
    };
    /** What is nobody's of a customer is refused before anything is looked for. */
    const forTheHouse = [
      'contacts',
      'saved-views',
      'history-imports',
      'clock-recounts',
      'log-replays',
      'people',
      'positions-held',
      'api-keys',
    ];
    const paths: Record<string, Record<string, unknown>> = (await server.get('stranger', '/api/openapi.json')).body.paths;
    let asked = 0;
    for (const [path, methods] of Object.entries(paths).filter(([known]) => known.includes('{id}'))) {
      const id = ids[path.split('/')[2] as keyof typeof ids];
      assert.ok(id, `no id for ${path}`);
      const addressOf = (which: string): string => path.replace('{id}', which).replace('{clock}', 'arrival');
      for (const method of Object.keys(methods)) {
        const ask = (which: string): Promise<HttpAnswer> =>
          method === 'get' ? server.get('stranger', addressOf(which)) : server.post('stranger', addressOf(which), bodyFor(path));
        const foreign = await ask(id);
        const unknown = await ask(randomUUID());
        assert.deepEqual([foreign.status, foreign.body], [unknown.status, unknown.body], `${method} ${path}`);
        const refused = forTheHouse.includes(path.split('/')[2] ?? '') ? 403 : 404;
        assert.equal(foreign.status, refused, `${method} ${path} ${JSON.stringify(foreign.body)}`);
        asked += 1;
      }
    }
    assert.ok(asked > 60, `${asked} addresses`);
  });

  it('has lists of the own alone', async () => {
    const own = (await server.get('stranger', '/api/service-requests?state=all')).body.items;
    assert.deepEqual(
      own.map((row: { customer: { name: string } }) => row.customer.name),
      ['另一客户'],
    );
    for (const list of ['records', 'task-orders', 'consultation-records', 'service-records']) {
      assert.deepEqual((await server.get('stranger', `/api/${list}`)).body.items, [], list);
    }
    assert.ok((await server.get('technician', '/api/service-requests?state=all')).body.items.length > 1);
    assert.equal((await server.get('stranger', '/api/intake/callers')).status, 403);
  });

  it('bound to a site sees that site alone', async () => {
    const elsewhere = await reported(server, 'technician', need({ siteId: server.house.sites['SITE-02'] }));
    assert.equal((await server.get('siteStaff', `/api/service-requests/${elsewhere.id}`)).status, 404);
    assert.equal((await elsewhere.fire('siteStaff', 'cancel', { reason: '不需要了' })).status, 404);
    const offered = async (who: HouseName) =>
      (await server.get(who, '/api/intake/context')).body.sites.map(({ id }: { id: string }) => id);
    assert.deepEqual(await offered('siteStaff'), [server.house.sites['SITE-01']], 'nor is another one offered to report for');
    assert.equal((await offered('technician')).length, Object.keys(server.house.sites).length);
  });
});

async function planOfSample(): Promise<string> {
  const found = await server.house.within(null, (tx) =>
    tx.selectFrom('pledge.service_plan').select('id').where('code', '=', 'SP-2026-001').executeTakeFirstOrThrow(),
  );
  return found.id;
}

/** A draft that was offered to the customer that it is for. */
async function draftOfSample(): Promise<string> {
  const { body } = await server.post('manager', '/api/plan-drafts', { projectId: server.house.projectId });
  assert.equal((await server.post('manager', `/api/plan-drafts/${body.id}/offer`, { version: 1 })).status, 200);
  return body.id;
}

/** What the shapes of some addresses ask before anybody is looked for. */
function bodyFor(path: string): Record<string, unknown> {
  if (path.endsWith('/messages')) return { text: '您好' };
  if (path.startsWith('/api/duties/') && path.endsWith('/report')) return { note: '已完成', doneOn: '2026-10-03' };
  if (path.endsWith('/explain-breach')) {
    const told = { cause: '封路', measure: '备选路线', responsibleId: randomUUID(), dueOn: '2026-10-31' };
    return path.startsWith('/api/duties/') ? told : { clock: 'arrival', subjectId: randomUUID(), cycle: 1, ...told };
  }
  if (path.endsWith('/erase')) return { under: 'requestOfThePerson' };
  // What is about the own sign-in is no command and takes no id of one.
  if (path.startsWith('/api/me/')) return { commandId: undefined };
  if (/history-imports.*(check|look)$/.test(path)) return { map: 'id: A' };
  if (path.endsWith('/plan-drafts/{id}/save')) return { version: 1, text: '' };
  if (path.endsWith('/plan-drafts/{id}/attest'))
    return { version: 1, contact: 'CT-02', approvedOn: '2026-10-01', evidenceFileId: randomUUID() };
  if (path.includes('/plan-drafts/')) return { version: 1 };
  if (/log-replays.*(check|start)$/.test(path)) return { map: 'id: A', plan: { text: 'plan' } };
  if (path.endsWith('/saved-views/{id}/change')) return { version: 1, name: '我的' };
  return {};
}

/** A project and a plan for a customer that has none. */
async function giveProject(tx: Transaction<Tables>, customerId: string): Promise<void> {
  const {
    id: _id,
    timezone: _timezone,
    effective_from: _effectiveFrom,
    terms_digest: _termsDigest,
    ...plan
  } = await tx.selectFrom('pledge.service_plan').selectAll().executeTakeFirstOrThrow();
  const projectId = randomUUID();
  await tx
    .insertInto('pledge.project')
    .values({
      provider_id: plan.provider_id,
      id: projectId,
      customer_id: customerId,
      code: 'PRJ-OTHER',
      name: JSON.stringify({ zh: '另一项目' }),
      manager_id: null,
    })
    .execute();
  await tx
    .insertInto('pledge.service_plan')
    .values({
      ...plan,
      id: randomUUID(),
      customer_id: customerId,
      project_id: projectId,
      code: 'SP-OTHER',
      document: JSON.stringify(plan.document),
      applied_at: new Date(plan.applied_at).toISOString(),
    })
    .execute();
}
