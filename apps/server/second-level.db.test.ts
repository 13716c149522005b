import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

it('who joins an order that its leader has signed stands on its sheet, under the remarks, with the time', async () => {
  server.house.time.set('2026-10-21T09:00:00+08:00');
  const send = (who: HouseName, level: number) => ({ personId: server.house.actors[who].personId ?? '', level });
  const course = await reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind: 'fault',
    severity: 'major',
    content: '断网',
    symptom: '不通',
  });
  await course.take('manager', 'dispatch', { people: [send('branchEngineer', 1)], taskContent: '检查' });
  await course.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await course.take('manager', 'dispatch', { people: [send('supportEngineer', 2)] });
  const sheet = (await server.get('manager', `/api/task-orders/${course.record('taskOrder').id}`)).body;
  assert.equal(sheet.values.assignees.length, 1, 'the signed list stays as it was signed');
  assert.match(sheet.values.remarks, /^2026-10-21 09:00增派：孙工（.+，2级）$/);
});
