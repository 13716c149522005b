import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { uuidv7 } from '#platform/db/uuid.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let course: Course;
before(async () => {
  server = await openTestServer();
  course = await reported(server, 'technician', {
    kind: 'consultation',
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '如何查看端口流量？',
  });
});
after(() => server.close());

const anId = (): string => uuidv7(server.house.time.current());
const told = (answer: HttpAnswer): unknown[] => [answer.status, answer.body.code];
const order = () => ({ content: '检查端口', serviceMode: 'remote', requiredBy: '2026-10-05T12:00:00+08:00' });

describe('an id that the client makes', () => {
  it('is that of the message, and is taken once', async () => {
    const id = anId();
    const path = `/api/service-requests/${course.id}/messages`;
    const written = await server.post('branchEngineer', path, { id, text: '您好', channel: 'phone' });
    assert.deepEqual([written.status, written.body.id], [201, id]);
    const messages = (await server.get('technician', path)).body.items as { id: string }[];
    assert.ok(messages.some((message) => message.id === id));
    assert.deepEqual(told(await server.post('branchEngineer', path, { id, text: '又一句', channel: 'phone' })), [409, 'idTaken']);
    assert.equal((await server.post('branchEngineer', path, { text: '又一句', channel: 'phone' })).status, 201);
  });

  it('is that of the task order, so that a batch drafts one and goes on with it', async () => {
    const id = anId();
    const answer = await server.post('branchEngineer', '/api/commands', {
      commandId: undefined as never,
      commands: [
        { commandId: randomUUID(), path: `/api/service-requests/${course.id}/task-orders`, id, ...order() },
        { commandId: randomUUID(), path: `/api/task-orders/${id}/submit` },
      ],
    });
    assert.deepEqual(
      answer.body.results.map(({ status, body }: { status: number; body: { id: string; state: string } }) => [
        status,
        body.id,
        body.state,
      ]),
      [
        [201, id, 'draft'],
        [200, id, 'submitted'],
      ],
      JSON.stringify(answer.body),
    );
    const again = await server.post('branchEngineer', `/api/service-requests/${course.id}/task-orders`, { id, ...order() });
    assert.deepEqual(told(again), [409, 'idTaken']);
  });

  it('is not the one of zeros, before which whoever reads everything in order begins: it would be passed over', async () => {
    const id = '00000000-0000-0000-0000-000000000000';
    const requests = '/api/service-requests';
    const refused = [
      await server.post('technician', requests, { id, content: '问题' }),
      await server.post('technician', `${requests}/${course.id}/messages`, { id, text: '您好' }),
      await server.post('branchEngineer', `${requests}/${course.id}/task-orders`, { id, ...order() }),
      await server.post('manager', '/api/saved-views', { id, name: '我的', query: 'state=open', unitId: null }),
    ];
    for (const { status, body } of refused)
      assert.deepEqual([status, body.code, body.fields[0].field], [400, 'invalidInput', 'id'], JSON.stringify(body));
  });

  it('is described wherever something is created', async () => {
    const { paths } = (await server.get('manager', '/api/openapi.json')).body;
    for (const path of [
      '/api/service-requests',
      '/api/service-requests/{id}/messages',
      '/api/service-requests/{id}/task-orders',
      '/api/plan-drafts',
      '/api/plan-drafts/first',
    ]) {
      const shape = JSON.stringify(paths[path].post.requestBody);
      assert.match(shape, /UUIDv7/u, path);
    }
  });
});
