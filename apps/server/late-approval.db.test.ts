import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RequestDetail, RequestRow } from '#centre/requests/requests.schema.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const at = (time: string): unknown => server.house.time.set(`2026-10-${time.replace(' ', 'T')}:00+08:00`);

/** A grave fault whose order went out before its approval, on the 21st at 09:00. */
async function issuedUrgently(): Promise<Course> {
  at('21 09:00');
  const course = await reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'fault',
    severity: 'critical',
    content: '全网中断',
    symptom: '无响应',
  });
  await course.take('manager', 'dispatch', {
    people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
    taskContent: '检修',
    requiredBy: '2026-10-21T17:00:00+08:00',
  });
  return course;
}

const breachesOf = async (course: Course): Promise<RequestDetail['gateBreaches']> =>
  (await server.get('manager', `/api/service-requests/${course.id}`)).body.gateBreaches;

describe('an approval that follows an urgent issue', () => {
  it('C-1.3.6-15: later than the plan allows is a breach of what the guard serves, with its true instant', async () => {
    const course = await issuedUrgently();
    at('22 14:00');
    const late = await course.take('approver', 'order/approve-afterwards', { opinion: '同意', signature: drawn('唐经理') });
    const orderId = late.body.taskOrders[0].id;
    assert.deepEqual(await breachesOf(course), [
      {
        guard: 'orderApproved',
        name: { zh: '事后审批', en: 'Later approval' },
        subject: { kind: 'taskOrder', id: orderId },
        at: '2026-10-22T01:00:00Z',
        limit: 'PT24H',
        commitments: ['C-1.3.6-15'],
      },
    ]);
    const listed: RequestRow[] = (await server.get('manager', '/api/service-requests?clock=breached')).body.items;
    assert.equal(listed.find(({ id }) => id === course.id)?.gateBreaches.length, 1);
    const timeline = (await server.get('manager', `/api/service-requests/${course.id}/timeline`)).body.items;
    const told = timeline.find((entry: { title: { en: string } }) => entry.title.en.startsWith('Approve'));
    assert.deepEqual(
      told?.effects.map((effect: { mark: string; seconds: number }) => [effect.mark, effect.seconds]),
      [['breached', 5 * 3600]],
      JSON.stringify(timeline.map((entry: { title: unknown }) => entry.title)),
    );
  });

  it('in time is none', async () => {
    const course = await issuedUrgently();
    at('22 09:00');
    await course.take('approver', 'order/approve-afterwards', { opinion: '同意', signature: drawn('唐经理') });
    assert.deepEqual(await breachesOf(course), []);
  });
});
