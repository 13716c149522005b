import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const need = (more: Record<string, unknown> = {}) => ({
  kind: 'consultation',
  siteId: server.house.sites['SITE-01'],
  enquirerPhone: '+86 10 0000 0004',
  content: '如何查看端口流量？',
  ...more,
});
/** Who stands in the log for each event of the request and of its record. */
const firedBy = async (course: Course): Promise<Record<string, string>> => {
  const rows = await server.house.within(null, (tx) =>
    tx.selectFrom('pledge.event').select(['type', 'actor']).where('request_id', '=', course.id).orderBy('seq').execute(),
  );
  return Object.fromEntries(rows.map(({ type, actor }) => [type, actor.kind]));
};
const recorderOf = async (course: Course): Promise<unknown> => {
  const { items } = (await server.get('manager', `/api/records?requestId=${course.id}`)).body;
  return (await server.get('manager', `/api/records/${items[0].id}`)).body.values.recorder;
};

describe('who recorded what', () => {
  it('the product registers what a customer named in full; nobody recorded it until somebody of the house takes it up', async () => {
    const course = await reported(server, 'technician', need());
    assert.deepEqual(await firedBy(course), { report: 'customer', register: 'system', openRecord: 'system' });
    assert.equal(await recorderOf(course), undefined);
    const told = (await server.get('manager', `/api/service-requests/${course.id}/timeline`)).body.items as { who: string }[];
    assert.ok(told.some(({ who }) => who !== '王工'));
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好，马上为您查看。' });
    assert.equal(await recorderOf(course), '陈工');
    await course.take('manager', 'pause', { reason: 'customerUnreachable', saidBy: '王工', saidAt: '2026-10-03T22:00:00+08:00' });
    assert.equal(await recorderOf(course), '陈工', 'the first stays');
  });

  it('staff who take a call record it, and register it themselves where that is theirs to do', async () => {
    const { contactId } = server.house.actors.technician;
    const by = async (who: HouseName) => {
      const course = await reported(server, who, need({ channel: 'phone', contactId }));
      return [(await firedBy(course))['register'], await recorderOf(course)];
    };
    assert.deepEqual(await by('branchEngineer'), ['staff', '陈工']);
    assert.deepEqual(await by('clerk'), ['system', '秦文员']);
  });

  it('what the chain of a request holds can be verified whoever acted in between', async () => {
    const course = await reported(server, 'technician', need());
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好。' });
    const { rows } = await server.house.within(null, async (tx) => ({
      rows: await tx
        .selectFrom('pledge.event')
        .select(['hash', 'previous_hash'])
        .where('stream_id', '=', course.id)
        .orderBy('seq')
        .execute(),
    }));
    rows.slice(1).forEach((row, at) => assert.deepEqual(row.previous_hash, rows[at]?.hash));
    assert.ok(rows.length >= 3);
  });
});

describe('what stopped a clock', () => {
  const causesOf = async (course: Course) => [...new Set((await course.clocks()).map(({ cancelCause }) => cancelCause))];

  it('is told apart: the customer withdrew, or the service manager ended it with a reason', async () => {
    const withdrawn = await reported(server, 'technician', need({ kind: 'fault', symptom: '无响应' }));
    await withdrawn.take('technician', 'cancel', { reason: '已自行恢复' });
    assert.deepEqual(
      (await causesOf(withdrawn)).filter((cause) => cause !== null),
      ['withdrawn'],
    );
    const ended = await reported(server, 'technician', need({ kind: 'fault', symptom: '无响应' }));
    await ended.take('manager', 'cancel', { reason: '与另一请求重复' });
    assert.deepEqual(
      (await causesOf(ended)).filter((cause) => cause !== null),
      ['cancelled'],
    );
  });

  it('is lifted only where something is paused, and the next steps say so', async () => {
    const course = await reported(server, 'technician', need());
    const resume = async () => (await course.next('branchEngineer')).find(({ event }) => event === 'resume');
    assert.equal(await resume(), undefined);
    await course.take('branchEngineer', 'pause', {
      reason: 'customerUnreachable',
      saidBy: '王工',
      saidAt: '2026-10-03T22:00:00+08:00',
    });
    assert.equal((await resume())?.allowed, true);
    await course.take('branchEngineer', 'resume', {});
    assert.equal(await resume(), undefined);
  });
});
