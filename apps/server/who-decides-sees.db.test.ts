import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** Who holds nothing but the position of an approving manager decides on orders and records, and sees what they come from. */
let server: TestServer;
let course: Course;
before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-12T09:00:00+08:00');
  course = await reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'consultation',
    content: '请到现场升级采集软件',
  });
  await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
  await course.take('branchEngineer', 'start-handling');
  await course.take('branchEngineer', 'answer', { finding: '需升级', action: '已核对版本', nextStep: '安排升级' });
  await course.take('technician', 'not-solved', { comment: '仍需升级' });
  await course.take('manager', 'order-task', {
    furtherHandling: true,
    taskContent: '远程升级采集软件',
    requiredBy: '2026-10-15T17:00:00+08:00',
    serviceMode: 'remote',
  });
  await course.take('manager', 'order/submit');
});
after(() => server.close());

const statusOf = async (path: string) => (await server.get('approver', path)).status;
const seen = async (): Promise<string[]> =>
  (await server.get('approver', '/api/service-requests')).body.items.map((item: { id: string }) => item.id);

describe('an approving manager', () => {
  it('sees the request with its clocks, course and conversation, and the records that are to be decided on', async () => {
    assert.deepEqual(await seen(), [course.id]);
    const detail = await server.get('approver', `/api/service-requests/${course.id}`);
    assert.equal(detail.status, 200);
    assert.deepEqual(
      detail.body.records.map((record: { form: string }) => record.form),
      ['taskOrder'],
    );
    for (const part of ['clocks', 'timeline', 'messages', 'next'])
      assert.equal(await statusOf(`/api/service-requests/${course.id}/${part}`), 200, part);
    const { items } = (await server.get('approver', '/api/records')).body;
    assert.equal(items.length, 1);
    for (const record of items) assert.equal(await statusOf(`/api/records/${record.id}`), 200);
  });

  it('may not act on the request itself: nothing is offered but what is to be decided', async () => {
    const offered = (await course.next('approver')).filter((event) => event.allowed).map((event) => event.event);
    assert.ok(offered.includes('approve') && offered.includes('reject'), offered.join());
    for (const event of ['verify', 'orderTask', 'answer', 'close']) assert.ok(!offered.includes(event), event);
    const message = await server.post('approver', `/api/service-requests/${course.id}/messages`, {
      text: '您好',
      channel: 'web',
    });
    assert.equal(message.status, 403);
  });

  it('bound to a branch sees what that branch serves, and nothing of another', async () => {
    const bindTo = (code: string) =>
      server.house.within(null, async (tx) => {
        const unit = await tx.selectFrom('pledge.org_unit').select('id').where('code', '=', code).executeTakeFirstOrThrow();
        await tx
          .updateTable('pledge.position_held')
          .set({ unit_id: unit.id })
          .where('person_id', '=', server.house.actors.approver.personId ?? '')
          .execute();
      });
    await bindTo('BR-MY');
    assert.deepEqual(await seen(), []);
    assert.equal(await statusOf(`/api/service-requests/${course.id}`), 404);
    await bindTo('BR-CD');
    assert.deepEqual(await seen(), [course.id]);
  });

  it('decides', async () => {
    await course.take('approver', 'order/approve', { opinion: '同意', signature: drawn('唐经理') });
    assert.equal(course.now().taskOrders[0]?.state, 'approved');
  });
});
