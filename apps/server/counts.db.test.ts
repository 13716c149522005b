import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestServer, type TestServer } from './testing/test-server.ts';

describe('counts beside the views', () => {
  let server: TestServer;
  before(async () => {
    server = await openTestServer();
    for (const content of ['专线丢包', '无法登录', '咨询保修期'])
      assert.equal((await server.post('technician', '/api/service-requests', { content })).status, 201);
  });
  after(() => server.close());

  const views = ['', 'state=all', 'clock=breached', 'waiting=registration', 'q=%E4%B8%93%E7%BA%BF', 'owner=me'];
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

  it('name the view that is no query of the list', async () => {
    const { status, body } = await server.get('manager', '/api/service-requests/counts?of=state%3Dall&of=colour%3Dred');
    assert.equal(status, 400);
    assert.match(body.detail, /2/);
    assert.equal(body.fields[0].field, 'of');
  });
});
