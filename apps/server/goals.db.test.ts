import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDueSteps } from '#centre/requests/due-steps.ts';
import type { Course } from './testing/course.ts';
import { answeredQuestion, asked, measuredBy, objectivesTold, type ObjectivesTold } from './testing/objectives-told.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let told: ObjectivesTold;
before(async () => {
  server = await openTestServer();
  told = objectivesTold(server);
});
after(() => server.close());

const at = (time: string): void => void server.house.time.set(`2026-${time.replace(' ', 'T')}:00+08:00`);
const closed = async (course: Course): Promise<void> => {
  await course.take('branchEngineer', 'link-knowledge', { articleReference: 'KB-0031' });
};
const numbers = async (name: string, query: string): Promise<string[]> =>
  (await told.rows(name, query)).map(({ number }) => number).toSorted();
/** That a figure misses its target is seen at once in the register, and a breach once the quarter is over. */
const warns = async (ids: readonly string[], name: string): Promise<void> => {
  for (const id of ids) {
    const [status, , , metric] = await told.inRegister(id);
    assert.deepEqual([id, status, metric], [id, 'atRisk', measuredBy(name)]);
  }
};

const ENDED = ['C-1.2-01', 'C-1.2-02', 'C-1.2-03', 'C-1.2-05', 'C-1.2-06', 'C-1.3.4-02', 'C-1.3.4-07'];

/** Goals and principles of the plan without a figure of their own in the source: each has one, counted from the requests, with its rows. */
describe('goals and principles', () => {
  let fault: Course;

  it('have nothing to be measured by before anything was asked', async () => {
    at('10-12 08:00');
    for (const name of ['restorationTime', 'agreement', 'takenUpAgain'])
      assert.deepEqual(await told.stands(name), ['noSample', null, 0, 0], name);
    for (const id of ENDED) assert.equal((await told.inRegister(id))[1], 0, id);
  });

  it('C-1.2-01, C-1.2-03: no fault keeps the system down for longer than a day; one that lasts counts before it ends', async () => {
    at('10-12 09:00');
    fault = await asked(server, 'fault');
    const none = await asked(server, 'fault');
    await none.take('manager', 'no-fault', { reason: '端口统计页面打开即可', agreedBy: '王工' });
    at('10-13 09:00');
    assert.deepEqual(await told.stands('restorationTime'), ['met', 24 * 3600, 1, 1], 'what was no fault had nothing to restore');
    server.house.time.pass(1);
    assert.deepEqual(await told.stands('restorationTime'), ['missed', 24 * 3600 + 60, 0, 1]);
    const [row] = await told.rows('restorationTime', '&counted=no');
    assert.deepEqual([row?.number, row?.seconds, row?.isOpen], [fault.number, 24 * 3600 + 60, true]);
    await warns(['C-1.2-01', 'C-1.2-03'], 'restorationTime');
  });

  it('and the time of a fault stands still with its restoration', async () => {
    const checklist = { symptom: '指示灯全灭', since: '今晨', extent: '东区', changesBefore: '无', backupState: '有' };
    await fault.take('manager', 'verify', { ...checklist, severity: 'major' });
    await fault.take('supportEngineer', 'classify', { faultType: 'configuration', faultPoint: '东区出口', evidence: '日志' });
    await fault.take('supportEngineer', 'treat', { what: '恢复配置', steps: '核对\n导入备份' });
    await fault.take('supportEngineer', 'restore', { how: 'fix', confirmedBy: '王工', confirmedMeans: 'phone' });
    server.house.time.pass(600);
    assert.deepEqual(await told.stands('restorationTime'), ['missed', 24 * 3600 + 60, 0, 1]);
    const [row] = await told.rows('restorationTime');
    assert.deepEqual([row?.seconds, row?.isOpen], [24 * 3600 + 60, false]);
  });

  it('C-1.2-02, C-1.3.4-02: a rating that is not content tells of whom the customer did not come first', async () => {
    const course = await answeredQuestion(server, '10-14');
    await course.take('technician', 'confirm', { rating: 'dissatisfied' });
    await closed(course);
    assert.deepEqual(await told.stands('satisfaction'), ['missed', 0, 0, 1]);
    await warns(['C-1.2-02', 'C-1.3.4-02'], 'satisfaction');
  });

  it('C-1.2-05, C-1.3.4-07: what ended without the word of the customer was not agreed', async () => {
    const agreed = await numbers('agreement', '');
    assert.deepEqual(
      await told.stands('agreement'),
      ['met', 1, 2, 2],
      'the one that was no fault, and the one that was confirmed',
    );
    const silent = await answeredQuestion(server, '10-15');
    for (const day of ['10-23', '11-02', '11-12']) {
      at(`${day} 09:00`);
      assert.deepEqual((await openDueSteps(server.house.deps).look()).faults, []);
    }
    await silent.take('branchEngineer', 'link-knowledge', { articleReference: 'KB-0031' });
    assert.deepEqual(await told.stands('agreement'), ['missed', 2 / 3, 2, 3]);
    assert.deepEqual(await numbers('agreement', '&counted=yes'), agreed);
    assert.deepEqual(await numbers('agreement', '&counted=no'), [silent.number]);
    await warns(['C-1.2-05', 'C-1.3.4-07'], 'agreement');
  });

  it('C-1.2-06: whoever has to ask a second time was burdened; while it is open again it is none of the closed', async () => {
    assert.deepEqual(await told.stands('takenUpAgain'), ['met', 0, 0, 3]);
    const course = await answeredQuestion(server, '11-13');
    await course.take('technician', 'confirm');
    await closed(course);
    await course.take('technician', 'reopen', { reason: '曲线又看不到了' });
    assert.deepEqual(await told.stands('takenUpAgain'), ['met', 0, 0, 3]);
    await course.take('branchEngineer', 'answer', { finding: '浏览器缓存', action: '已清除', nextStep: '请试用' });
    await course.take('technician', 'confirm');
    await closed(course);
    assert.deepEqual(await told.stands('takenUpAgain'), ['missed', 1 / 4, 1, 4]);
    assert.deepEqual(await numbers('takenUpAgain', '&counted=yes'), [course.number]);
    await warns(['C-1.2-06'], 'takenUpAgain');
  });

  it(`${ENDED.join(', ')}: are broken once the quarter has ended`, async () => {
    server.house.time.set('2027-01-04T09:00:00+08:00');
    for (const id of ENDED) assert.equal((await told.inRegister(id))[0], 'breached', id);
  });
});
