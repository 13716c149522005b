import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let fault: Course;
before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-03T22:10:00+08:00');
  fault = await reported(server, 'technician', {
    channel: 'web',
    kind: 'fault',
    siteId: server.house.sites['SITE-01'],
    content: '核心交换机宕机',
    enquirerPhone: '+86 10 0000 0004',
  });
});
after(() => server.close());

describe('what was promised', () => {
  it('is told by its identifier to staff and to the customer, to nobody else', async () => {
    for (const who of ['manager', 'technician'] as const) {
      const { body } = await server.get(who, '/api/commitments');
      const named = body.items.find(({ id }: { id: string }) => id === 'C-1.1-06');
      assert.deepEqual([named.clause, named.text.en], ['1.1', 'An engineer is on site within 2 hours'], who);
    }
    assert.deepEqual((await server.get('stranger', '/api/commitments')).body, { items: [] });
  });

  it('a clock tells where its warnings stand and, once it ended, what ended it', async () => {
    const clock = async (id: string) => (await fault.clocks()).find((view) => view.id === id);
    assert.deepEqual((await clock('resolution'))?.warnShares, [0.5, 0.8]);
    assert.equal((await clock('acknowledge'))?.stopWord, null);
    server.house.time.set('2026-10-03T22:13:00+08:00');
    await fault.take('manager', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
    assert.deepEqual((await clock('callBack'))?.stopWord, { zh: '回电', en: 'called back' });
  });

  it('an explanation says what set the clock going', async () => {
    const firstOf = async (id: string) => {
      const { body } = await server.get('technician', `/api/service-requests/${fault.id}/clocks/${id}/explanation`);
      return body.stretches[0].label;
    };
    assert.deepEqual(await firstOf('resolution'), {
      zh: '全天计时，收到起算',
      en: 'round the clock, from the receipt of the report',
    });
    assert.deepEqual(await firstOf('verification'), { zh: '全天计时，登记起算', en: 'round the clock, from the registration' });
  });

  it('a pause is explained by who of the customer asked for it and who wrote it down', async () => {
    server.house.time.set('2026-10-03T22:40:00+08:00');
    const said = { reason: 'customerRequestedDelay', saidBy: '李主任', saidAt: '2026-10-03T22:35:00+08:00', note: '等机房开门' };
    await fault.take('manager', 'pause', said);
    server.house.time.set('2026-10-03T23:00:00+08:00');
    for (const who of ['manager', 'technician'] as const) {
      const { body } = await server.get(who, `/api/service-requests/${fault.id}/clocks/resolution/explanation`);
      const { pauses } = body.stretches.find(({ kind }: { kind: string }) => kind === 'paused');
      const reason = { zh: '客户要求延期', en: 'delay asked for by the customer' };
      const recordedBy = { zh: '专职服务经理', en: 'Dedicated service manager' };
      assert.deepEqual(pauses, [{ ...said, reason, recordedBy, recordedAt: '2026-10-03T14:40:00Z' }], who);
    }
  });
});
