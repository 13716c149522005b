import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** A fault whose engineer is on site and has treated it once. */
let server: TestServer;
let fault: Course;
before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-03T22:10:00+08:00');
  fault = await reported(server, 'manager', {
    channel: 'phone',
    contactId: server.house.actors.technician.contactId,
    siteId: server.house.sites['SITE-01'],
    kind: 'fault',
    content: '东区节点核心交换机宕机，业务网络全部中断。',
    enquirerPhone: '+86 10 0000 0004',
  });
  await fault.take('manager', 'verify', {
    symptom: '指示灯全灭',
    since: '22:00左右',
    extent: '东区全部业务',
    changesBefore: '无',
    backupState: '9月28日有配置备份',
    severity: 'critical',
  });
  await fault.take('manager', 'dispatch', {
    people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
    taskContent: '赴东区节点排除核心交换机故障',
  });
  await fault.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await fault.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  await fault.take('branchEngineer', 'visit/arrive', {
    place: '东区节点机房',
    contactId: server.house.actors.siteStaff.contactId,
  });
  const cause = { faultType: 'equipment', faultPoint: '主控板', evidence: '双电源告警', damageCause: 'notHuman' };
  await fault.take('branchEngineer', 'classify', cause);
  await fault.take('branchEngineer', 'treat', { what: '换上备机', steps: '断电\n换上备机', claimReference: 'RMA-2026-77' });
});
after(() => server.close());

const round = async () => {
  const visit = fault.addressOf('visit/arrive').split('/').at(-2) ?? '';
  return (await server.get('branchEngineer', `/api/site-visits/${visit}`)).body.round;
};

it('whoever is on site reads which round it is, and the customer’s words that began it', async () => {
  assert.equal(await round(), null);
  server.house.time.set('2026-10-04T01:00:00+08:00');
  await fault.take('technician', 'not-solved', { result: '视频会议仍然中断' });
  assert.deepEqual(await round(), { number: 2, at: '2026-10-03T17:00:00Z', by: '王工', said: '视频会议仍然中断' });
});
