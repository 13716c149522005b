import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HouseName } from '#centre/testing/house-people.ts';
import { linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
});
after(() => server.close());

const at = (time: string): unknown => server.house.time.set(`2026-${time.replace(' ', 'T')}:00+08:00`);
const person = (who: HouseName): string => server.house.actors[who].personId ?? '';
const technician = () => ({ siteId: server.house.sites['SITE-01'], enquirerPhone: '+86 10 0000 0004' });
const messagesOf = async (
  course: Course,
): Promise<{ direction: string; delivery: string; text: string; author: { kind: string; name: string } }[]> =>
  (await server.get('technician', `/api/service-requests/${course.id}/messages`)).body.items;
const wordOf = async (course: Course): Promise<unknown> =>
  (await server.get('manager', `/api/service-requests/${course.id}`)).body.waits.word;
const offeredTo = async (course: Course, who: HouseName, event: string): Promise<boolean> =>
  (await course.next(who)).some((next) => next.event === event && next.allowed);
const linesNow = async (course: Course, ...names: string[]) => {
  const lines = linesOf(await course.clocks());
  return Object.fromEntries(names.map((name) => [name, lines[name]]));
};

describe('a fault over HTTP that needs nobody on site', () => {
  const checklist = {
    symptom: '路由不通',
    since: '今晨',
    extent: '一个部门',
    changesBefore: '昨晚改过配置',
    backupState: '有备份',
    severity: 'minor',
  };
  const aFault = () =>
    reported(server, 'technician', {
      ...technician(),
      kind: 'fault',
      severity: 'minor',
      content: '一个部门上不了网',
      symptom: '路由不通',
    });

  it('is solved on the telephone, and the customer’s own word restores', async () => {
    at('10-21 09:00');
    const course = await aFault();
    await course.take('manager', 'verify', checklist);
    await course.take('branchEngineer', 'classify', { faultType: 'operation', faultPoint: '静态路由', evidence: '配置比对' });
    const noSteps = await course.fire('branchEngineer', 'treat', { what: '请改回路由' });
    assert.deepEqual(noSteps.body.guards, ['guidanceSteps']);
    at('10-21 09:20');
    await course.take('branchEngineer', 'treat', { what: '已指导登录', steps: '登录', reportedHow: 'notYet' });
    assert.deepEqual([await wordOf(course), await offeredTo(course, 'technician', 'restore')], ['restorationUnreported', false]);
    await course.take('branchEngineer', 'treat', {
      what: '已指导改回路由，请确认业务',
      steps: '登录\n删除错误路由',
      reportedHow: 'fix',
    });
    assert.deepEqual([await wordOf(course), await offeredTo(course, 'technician', 'restore')], ['restoration', true]);
    await course.take('technician', 'restore', {});
    assert.deepEqual(
      Object.entries(await linesNow(course, 'resolution', 'arrival')).map(([name, line]) => [name, line?.[1], line?.[2]]),
      [
        ['resolution', 'kept', 1200],
        ['arrival', 'cancelled', 1200],
      ],
    );
    assert.deepEqual(course.now().taskOrders, []);
    await course.take('branchEngineer', 'permanent-fix', { cause: '误配置' });
    await course.take('supportEngineer', 'send-report', {
      overview: '甲',
      diagnosis: '乙',
      cause: '丙',
      solution: '丁',
      impact: '戊',
      prevention: '己',
      reviewerId: person('manager'),
    });
    await course.take('supportEngineer', 'link-knowledge', { nothingNew: true, nothingNewReason: '已有条目' });
    const noOpinion = await course.fire('manager', 'close', {});
    assert.deepEqual([noOpinion.body.guards, noOpinion.body.commitments], [['opinionOnFile'], ['C-1.3.6-18', 'C-1.3.6-19']]);
    assert.equal(await wordOf(course), 'opinion');
    const needed = (await course.next('manager'))
      .find(({ event }) => event === 'close')
      ?.needs.filter(({ required }) => required);
    assert.deepEqual(
      needed?.map(({ name }) => name),
      ['opinion', 'opinionBy'],
      'what this very fault still lacks',
    );
    await course.take('manager', 'close', { opinion: '很快', opinionBy: '王工', rating: 'satisfied' });
    assert.equal(course.now().request.state, 'closed');
  });

  it('is closed on the opinion that the customer gives in the portal (C-1.3.6-18, C-1.3.6-19)', async () => {
    at('10-21 13:00');
    const course = await aFault();
    await course.take('manager', 'verify', checklist);
    await course.take('branchEngineer', 'classify', { faultType: 'other', faultPoint: '未知', evidence: '无' });
    await course.take('branchEngineer', 'treat', { what: '已重启，请确认', reportedHow: 'fix', steps: '重启' });
    await course.take('technician', 'restore', {});
    assert.equal(await offeredTo(course, 'technician', 'giveOpinion'), false);
    await course.take('branchEngineer', 'permanent-fix', { cause: '误配置' });
    assert.equal(await offeredTo(course, 'technician', 'giveOpinion'), true);
    const nothing = await course.fire('technician', 'give-opinion', {});
    assert.deepEqual([nothing.status, nothing.body.guards], [422, ['opinionOnFile']]);
    assert.equal((await course.fire('manager', 'give-opinion', { opinion: '很快' })).status, 403, 'it is the customer’s own');
    await course.take('technician', 'give-opinion', { rating: 'satisfied', opinion: '电话里就解决了，很快' });
    assert.deepEqual([await wordOf(course), await offeredTo(course, 'technician', 'giveOpinion')], [null, false]);
    assert.ok(
      (await messagesOf(course)).some(({ text, direction }) => direction === 'incoming' && text === '电话里就解决了，很快'),
    );
    await course.take('supportEngineer', 'send-report', {
      ...Object.fromEntries(['overview', 'diagnosis', 'cause', 'solution', 'impact', 'prevention'].map((name) => [name, '甲'])),
      reviewerId: person('manager'),
    });
    await course.take('supportEngineer', 'link-knowledge', { nothingNew: true, nothingNewReason: '已有条目' });
    await course.take('manager', 'close', {});
    assert.equal(course.now().request.state, 'closed');
  });

  it('was not solved: the customer sends it round again, and colleagues are told where the customer cannot read', async () => {
    const course = await aFault();
    await course.take('manager', 'verify', checklist);
    await course.take('branchEngineer', 'classify', { faultType: 'other', faultPoint: '未知', evidence: '无' });
    await course.take('branchEngineer', 'treat', { what: '已重启，请确认', reportedHow: 'fix', steps: '重启' });
    await course.take('technician', 'not-solved', { result: '仍然不通' });
    assert.deepEqual([course.now().request.state, course.now().request.round], ['diagnosing', 2]);
    assert.ok((await messagesOf(course)).every((message) => message.direction !== 'internal'));
    const inside = (await server.get('manager', `/api/service-requests/${course.id}/messages`)).body.items;
    assert.equal(inside.filter((message: { direction: string }) => message.direction === 'internal').length, 1);
  });

  it('was none: what runs ends as cancelled, what was kept stays kept', async () => {
    at('10-21 10:00');
    const course = await aFault();
    await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好' });
    await course.take('manager', 'no-fault', { reason: '客户侧计划内断电演练', agreedBy: '王工' });
    const marks = Object.groupBy(Object.entries(linesOf(await course.clocks())), ([, line]) => line[1]);
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(marks).map(([mark, lines]) => [
          mark,
          (lines ?? []).map(([name]) => name).sort((a, b) => a.localeCompare(b)),
        ]),
      ),
      {
        kept: ['acknowledge', 'callBack', 'recordConsultation'],
        cancelled: ['arrival', 'resolution', 'response', 'responseCeiling', 'substantiveResponse', 'verification'],
      },
    );
    assert.equal(course.now().request.state, 'closed');
  });
});
