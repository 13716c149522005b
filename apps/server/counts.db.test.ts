import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { GLANCED_TO } from '#centre/requests/counted.schema.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

describe('counts beside the views', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
    for (const content of ['专线丢包', '无法登录', '咨询保修期'])
      assert.equal((await server.post('technician', '/api/service-requests', { content })).status, 201);
  });
  after(() => server.close());

  const views = ['', 'state=all', 'clock=breached', 'waiting=registration', 'q=%E4%B8%93%E7%BA%BF', 'owner=me', 'owner=unit'];
  const asked = new URLSearchParams(views.map((view) => ['of', view])).toString();

  for (const who of ['manager', 'technician', 'branchEngineer'] as const)
    it(`are what the list tells ${who}, view by view`, async () => {
      const { status, body } = await server.get(who, `/api/service-requests/counts?${asked}`);
      assert.equal(status, 200);
      const totals = await Promise.all(
        views.map(async (view) => (await server.get(who, `/api/service-requests?total=true&${view}`)).body.total),
      );
      assert.deepEqual(body.counts, totals);
      assert.deepEqual(
        body.more,
        views.map(() => false),
      );
    });

  it('are three of three to the customer who wrote them', async () => {
    const { body } = await server.get('technician', '/api/service-requests/counts?of=state%3Dall');
    assert.deepEqual(body.counts, [3]);
  });

  it('stop at a number that is taken in at a glance, where the list counts on', async () => {
    for (let made = 3; made <= GLANCED_TO; made += 1)
      await server.post('technician', '/api/service-requests', { content: `第${made}个` });
    const { body } = await server.get('manager', '/api/service-requests/counts?of=state%3Dall');
    assert.deepEqual([body.counts, body.more], [[GLANCED_TO], [true]]);
    const totalOf = async (total: string) =>
      (await server.get('manager', `/api/service-requests?state=all&limit=1&total=${total}`)).body;
    const [whole, glance] = [await totalOf('true'), await totalOf('glance')];
    assert.deepEqual([whole.total, whole.totalMore], [GLANCED_TO + 1, false]);
    assert.deepEqual([glance.total, glance.totalMore], [GLANCED_TO, true]);
  });

  it('name the view that is no query of the list', async () => {
    const { status, body } = await server.get('manager', '/api/service-requests/counts?of=state%3Dall&of=colour%3Dred');
    assert.equal(status, 400);
    assert.match(body.detail, /2/);
    assert.equal(body.fields[0].field, 'of');
  });
});
