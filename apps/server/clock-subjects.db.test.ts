import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const at = (time: string): unknown => server.house.time.set(`2026-10-21T${time}:00+08:00`);
const person = (who: HouseName): string => server.house.actors[who].personId ?? '';
const asked = () => ({ siteId: server.house.sites['SITE-01'], enquirerPhone: '+86 10 0000 0004' });
const lines = async (course: Course, ...names: string[]) => {
  const all = linesOf(await course.clocks());
  return names.map((name) => [all[name]?.[0], all[name]?.[1]]);
};

describe('what is said of a request is heard by the clocks of its order and of its record', () => {
  it('another severity counts their limits again from the same start', async () => {
    at('09:00');
    const course = await reported(server, 'technician', {
      ...asked(),
      kind: 'fault',
      severity: 'minor',
      content: '一台终端不通',
      symptom: '端口灯不亮',
    });
    const checklist = { symptom: '端口灯不亮', since: '今晨', extent: '一台', changesBefore: '无', backupState: '有' };
    await course.take('manager', 'verify', { ...checklist, severity: 'minor' });
    await course.take('manager', 'not-remote', { reason: '需要换线' });
    assert.deepEqual(await lines(course, 'assignment', 'taskOrderIssue'), [
      ['10-21 10:00', 'running'],
      ['10-21 17:00', 'running'],
    ]);
    await course.take('manager', 'set-severity', { severity: 'critical', reason: '全网中断' });
    assert.deepEqual(await lines(course, 'assignment', 'taskOrderIssue'), [
      ['10-21 09:15', 'running'],
      ['10-21 09:15', 'running'],
    ]);
  });

  it('a request that is cancelled ends the review of its record', async () => {
    at('10:00');
    const course = await reported(server, 'technician', { ...asked(), kind: 'consultation', content: '怎样升级' });
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '马上看。' });
    await course.take('branchEngineer', 'start-handling');
    const task = { taskContent: '远程升级', requiredBy: '2026-10-22T17:00:00+08:00', serviceMode: 'remote' };
    await course.take('manager', 'order-task', { ...task, furtherHandling: true });
    await course.take('manager', 'order/submit');
    await course.take('approver', 'order/approve', { opinion: '同意', signature: drawn('唐经理') });
    const people = [{ personId: person('supportEngineer'), level: 1 }];
    await course.take('manager', 'order/issue', { people, leaderId: person('supportEngineer') });
    await course.take('supportEngineer', 'order/accept', { signature: drawn('孙工') });
    await course.take('supportEngineer', 'order/start-work');
    await course.take('supportEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: '已升级。' } });
    await course.take('supportEngineer', 'order/finish-work');
    await course.take('supportEngineer', 'order/submit-record');
    await course.take('technician', 'confirm');
    assert.equal((await lines(course, 'recordReview'))[0]?.[1], 'running');
    await course.take('manager', 'cancel', { reason: '重复登记' });
    assert.equal((await course.clocks()).find(({ id }) => id === 'recordReview')?.state, 'cancelled');
  });
});
