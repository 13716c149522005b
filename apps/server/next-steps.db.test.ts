import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
  server.house.time.set('2026-10-12T09:00:00+08:00');
});
after(() => server.close());

const reports = (kind: string): Promise<Course> =>
  reported(server, 'technician', {
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    kind,
    content: '东区节点的问题',
  });
/** What may be taken now, in its order; what stands aside after a bar. */
const line = async (course: Course, who: HouseName): Promise<string> => {
  const allowed = (await course.next(who)).filter(({ allowed: may }) => may);
  const names = (aside: boolean) => allowed.filter((event) => (event.aside === true) === aside).map(({ event }) => event);
  return [...names(false), '|', ...names(true)].join(' ');
};
const called = { contactName: '王工', channel: 'phone', text: '您好' };
const words = { finding: '主控板故障', action: '已备勤', nextStep: '派人到场' };

describe('the next steps of a question', () => {
  it('offer no task order before it is handled, nor while a draft of one waits', async () => {
    const course = await reports('consultation');
    await course.take('branchEngineer', 'contact', called);
    assert.equal(await line(course, 'branchEngineer'), 'startHandling | pause');
    assert.equal(await line(course, 'manager'), '| assignOwner pause cancel');
    await course.take('branchEngineer', 'start-handling');
    await course.take('manager', 'order-task', {
      furtherHandling: true,
      taskContent: '远程升级采集软件',
      requiredBy: '2026-10-15T17:00:00+08:00',
      serviceMode: 'remote',
    });
    assert.doesNotMatch(await line(course, 'manager'), /draft/);
    assert.equal((await course.fire('manager', 'order/submit')).status, 200);
    const begun = await server.post('manager', `/api/service-requests/${course.id}/task-orders`, {
      content: '另一项',
      requiredBy: '2026-10-16T17:00:00+08:00',
    });
    assert.equal(begun.status, 201, 'whoever begins one all the same may');
  });

  it('a customer who was answered confirms, or says that it is not solved: nothing is left to withdraw', async () => {
    const course = await reports('consultation');
    assert.match(await line(course, 'technician'), /cancel/);
    await course.take('branchEngineer', 'contact', called);
    await course.take('branchEngineer', 'start-handling');
    await course.take('branchEngineer', 'answer', words);
    assert.equal(await line(course, 'technician'), 'confirm notSolved |');
  });
});

describe('the next steps of a fault', () => {
  it('what was done already stands aside; nobody declines who came', async () => {
    const course = await reports('fault');
    assert.match(await line(course, 'manager'), /^verify contact dispatch .*\|/);
    await course.take('manager', 'contact', called);
    assert.match(await line(course, 'manager'), /^verify dispatch .*\| .*contact/);
    await course.take('manager', 'verify', {
      symptom: '指示灯全灭',
      since: '今早',
      extent: '东区',
      changesBefore: '无',
      backupState: '有',
      severity: 'critical',
    });
    assert.match(await line(course, 'manager'), /^respond dispatch .*\|/);
    await course.take('manager', 'respond', words);
    assert.match(await line(course, 'manager'), /^dispatch .*\| .*respond/);
    await course.take('manager', 'dispatch', {
      people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
      taskContent: '排除故障',
    });
    assert.match(await line(course, 'manager'), /\| .*dispatch/);
    assert.match(await line(course, 'technician'), /declineVisit/);
    await course.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
    await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-12T10:00:00+08:00' });
    await course.take('branchEngineer', 'visit/arrive', {
      place: '东区节点机房',
      contactId: server.house.actors.siteStaff.contactId,
    });
    assert.doesNotMatch(await line(course, 'technician'), /declineVisit/);
    await course.take('branchEngineer', 'visit/call-second-level', { reason: '主控板反复重启' });
    assert.match(await line(course, 'manager'), /^[^|]*dispatch/, 'the second level is still to be sent');
  });
});
