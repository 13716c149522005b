import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { watchClocks } from '#centre/commitments/index.ts';
import { auditOf } from '#centre/testing/audit.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { drawn, linesOf, reported, type Course } from './testing/course.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

/** The worked example of the sample plan (spec sample-plan.md), row by row through the HTTP API. What this version of the product has no step for is left out. */
describe('the worked example over HTTP', () => {
  let server: TestServer;
  let course: Course;
  const watch = () => watchClocks(server.app.house);
  /** Sets the time of the centre, `03 22:10`, and has the person act at it. */
  const at = (time: string): ((who: HouseName, event: string, body?: Record<string, unknown>) => ReturnType<Course['take']>) => {
    server.house.time.set(`2026-10-${time.replace(' ', 'T')}:00+08:00`);
    return (who, event, body) => course.take(who, event, body);
  };
  const contactOf = (who: 'technician' | 'siteStaff'): string => server.house.actors[who].contactId ?? '';
  const clocks = async (...names: string[]) => {
    const lines = linesOf(await course.clocks());
    return names.length === 0 ? lines : Object.fromEntries(names.map((name) => [name, lines[name]]));
  };

  before(async () => {
    server = await openTestServer();
  });
  after(() => server.close());

  it('22:10 a mail of unknown kind starts the clocks of a fault at major; the automatic receipt stops none', async () => {
    server.house.time.set('2026-10-03T22:10:00+08:00');
    course = await reported(server, 'clerk', {
      channel: 'email',
      contactId: contactOf('technician'),
      siteId: server.house.sites['SITE-01'],
      content: '东区节点核心交换机无响应，业务中断。',
      enquirerEmail: 'wang@customer.example.cn',
    });
    server.house.time.set('2026-10-03T22:10:05+08:00');
    const messages = (await server.get('manager', `/api/service-requests/${course.id}/messages`)).body.items;
    assert.equal(messages.at(-1).author.kind, 'system');
    assert.ok(messages.at(-1).text.includes(course.number));
    assert.deepEqual(await clocks(), {
      acknowledge: ['10-03 22:25', 'running', 5],
      callBack: ['10-03 22:25', 'running', 5],
      response: ['10-03 23:10', 'running', 5],
      arrival: ['10-04 00:10', 'running', 5],
      resolution: ['10-04 03:10', 'running', 5],
      responseCeiling: ['10-04 22:10', 'running', 5],
    });
  });

  it('22:13 the technician is reached', async () => {
    await at('03 22:13')('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '已联系，正在了解情况。' });
    assert.deepEqual(await clocks('acknowledge', 'callBack'), {
      acknowledge: ['10-03 22:25', 'kept', 180],
      callBack: ['10-03 22:25', 'kept', 180],
    });
  });

  it('22:18 registered as a fault, its record saved with the first number of its series', async () => {
    const registered = await at('03 22:18')('branchEngineer', 'register', {
      kind: 'fault',
      siteId: server.house.sites['SITE-01'],
      enquirerName: '王工',
      enquirerEmail: 'wang@customer.example.cn',
      content: '东区节点核心交换机无响应',
      symptom: '指示灯全灭',
    });
    assert.equal(registered.body.request.state, 'registered');
    assert.equal(course.record('consultationRecord').recordNumber, 'QR-OP09-2026-0001');
    assert.deepEqual(await clocks('substantiveResponse', 'verification', 'nearestDispatch', 'recordConsultation'), {
      substantiveResponse: ['10-03 22:33', 'running', 0],
      verification: ['10-03 22:33', 'running', 0],
      nearestDispatch: ['10-03 22:48', 'running', 0],
      recordConsultation: ['10-08 17:00', 'kept', 0],
    });
  });

  it('22:26 verified, 22:30 answered in substance', async () => {
    await at('03 22:26')('manager', 'verify', {
      symptom: '指示灯全灭',
      since: '22:00左右',
      extent: '东区全部业务',
      changesBefore: '无',
      backupState: '9月28日有配置备份',
      severity: 'major',
    });
    assert.deepEqual(await clocks('verification', 'resolution'), {
      verification: ['10-03 22:33', 'kept', 480],
      resolution: ['10-04 03:10', 'running', 960],
    });
    await at('03 22:30')('supportEngineer', 'respond', {
      finding: '设备断电或主控板故障',
      action: '已安排远程判断',
      nextStep: '30分钟内告知是否派人',
    });
    assert.deepEqual(await clocks('substantiveResponse', 'response', 'responseCeiling'), {
      substantiveResponse: ['10-03 22:33', 'kept', 720],
      response: ['10-03 23:10', 'kept', 1200],
      responseCeiling: ['10-04 22:10', 'kept', 1200],
    });
  });

  it('22:50 the workers find that nobody was sent by 22:48, and say so once with the true instant', async () => {
    at('03 22:50');
    await watch();
    assert.equal((await watch()).recorded, 0);
    assert.deepEqual(await outcomes('nearestDispatch'), [
      ['warning0', '2026-10-03T14:33:00.000Z'],
      ['warning1', '2026-10-03T14:42:00.000Z'],
      ['breached', '2026-10-03T14:48:00.000Z'],
    ]);
  });

  it('22:58 not solvable from afar: a task order is needed', async () => {
    await at('03 22:58')('supportEngineer', 'not-remote', { reason: '设备断电，无法远程登录' });
    assert.equal(course.now().taskOrders.length, 1);
    const due = ['10-03 23:13', 'running', 0];
    assert.deepEqual(await clocks('dispatch', 'assignment', 'taskOrderIssue'), {
      dispatch: due,
      assignment: due,
      taskOrderIssue: due,
    });
  });

  it('23:05 the branch is sent under an order issued urgently; nearestDispatch is 17 minutes late', async () => {
    const refused = await course.fire('manager', 'dispatch', {
      people: [{ personId: server.house.actors.beginner.personId, level: 1 }],
      taskContent: '赴东区节点排除核心交换机故障',
    });
    assert.deepEqual(
      [refused.status, refused.body.guards, refused.body.commitments],
      [422, ['engineerCompetent'], ['C-1.3.1-03', 'C-1.3.1-04', 'C-1.3.1-05']],
    );
    await at('03 23:05')('manager', 'dispatch', {
      people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
      taskContent: '赴东区节点排除核心交换机故障',
    });
    assert.deepEqual(await clocks('dispatch', 'assignment', 'taskOrderIssue', 'nearestDispatch'), {
      dispatch: ['10-03 23:13', 'kept', 420],
      assignment: ['10-03 23:13', 'kept', 420],
      taskOrderIssue: ['10-03 23:13', 'kept', 420],
      nearestDispatch: ['10-03 22:48', 'breached', 47 * 60, 17 * 60],
    });
    assert.equal(course.record('taskOrder').recordNumber, 'QR-OP10A-2026-0001');
    const sheet = (await server.get('manager', `/api/task-orders/${course.record('taskOrder').id}`)).body;
    assert.equal(sheet.values.requiredBy, '2026-10-03T19:10:00Z');
  });

  it('23:08 the group leader accepts the order and departs', async () => {
    await at('03 23:08')('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
    await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
    assert.deepEqual(await clocks('taskDue'), { taskDue: ['10-04 03:10', 'running', 0] });
    assert.equal(course.now().request.road, 'enRoute');
  });

  it('00:15 on site, five minutes too late: recorded once at 00:10', async () => {
    at('04 00:12');
    await watch();
    await at('04 00:15')('branchEngineer', 'visit/arrive', { place: '东区节点机房', contactId: contactOf('siteStaff') });
    await watch();
    assert.deepEqual(await clocks('arrival'), { arrival: ['10-04 00:10', 'breached', 7500, 300] });
    assert.deepEqual(
      (await outcomes('arrival')).filter(([verdict]) => verdict === 'breached' || verdict === 'kept'),
      [['breached', '2026-10-03T16:10:00.000Z']],
    );
    assert.deepEqual([course.now().request.state, course.now().request.road], ['diagnosing', 'onSite']);
  });

  it('00:40 classified as equipment, treated on site', async () => {
    await at('04 00:40')('branchEngineer', 'classify', {
      faultType: 'equipment',
      faultPoint: '核心交换机主控板',
      evidence: '双电源告警',
      damageCause: 'notHuman',
    });
    await at('04 00:55')('branchEngineer', 'treat', {
      what: '换上备机',
      steps: '断电\n换上备机\n导入9月28日配置',
      claimReference: 'RMA-2026-77',
    });
  });

  it('nobody leaves while the service is down', async () => {
    const next = (await course.next('branchEngineer')).find((event) => event.event === 'requestDeparture');
    assert.deepEqual([next?.allowed, next?.guards, next?.refusedBy], [false, ['departureWhileDown'], ['C-1.1-08', 'C-1.4.4-06']]);
    const refused = await course.fire('branchEngineer', 'visit/request-departure', { attested: ATTESTED });
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.guards, refused.body.commitments],
      [422, 'guardRefused', ['departureWhileDown'], ['C-1.1-08', 'C-1.4.4-06']],
    );
  });

  it('02:50 restored with a standby unit, 03:05 departure asked for, 03:10 signed and submitted', async () => {
    await at('04 02:50')('branchEngineer', 'restore', { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' });
    assert.deepEqual(await clocks('resolution'), { resolution: ['10-04 03:10', 'kept', (4 * 60 + 40) * 60] });
    await at('04 03:05')('branchEngineer', 'visit/request-departure', { attested: ATTESTED });
    assert.deepEqual(await clocks('taskDue', 'recordService'), {
      taskDue: ['10-04 03:10', 'kept', 237 * 60],
      recordService: ['10-08 17:00', 'resting', 0],
    });
    await at('04 03:10')('siteStaff', 'visit/customer-check', {
      siteCleaned: true,
      workChecked: true,
      opinion: '处理及时',
      rating: 'satisfied',
      signature: drawn('赵工', contactOf('siteStaff')),
    });
    await course.take('branchEngineer', 'visit/leave');
    assert.deepEqual(await clocks('recordService', 'recordReview'), {
      recordService: ['10-08 17:00', 'kept', 0],
      recordReview: ['10-10 17:00', 'resting', 0],
    });
    assert.equal(course.record('serviceRecord').recordNumber, 'QR-OP10B-2026-0001');
    assert.equal(course.now().request.road, 'none');
  });

  it('09:30 the order is approved within its 24 hours and the record reviewed: the order closes', async () => {
    await at('04 09:30')('approver', 'order/approve-afterwards', { opinion: '同意', signature: drawn('唐经理') });
    await course.take('approver', 'order/review-record', { opinion: '记录完整', signature: drawn('唐经理') });
    assert.equal(course.now().taskOrders[0]?.state, 'closed');
    assert.deepEqual(await clocks('recordReview'), { recordReview: ['10-10 17:00', 'kept', 0] });
  });

  it('5 Oct 18:00 fixed for good, 9 Oct 11:00 report sent and knowledge linked, then closed', async () => {
    await at('05 18:00')('branchEngineer', 'permanent-fix', {
      cause: '主控板失效',
      solution: '更换主控板',
      fullyRestoredBy: '李主任',
    });
    assert.deepEqual(await clocks('resolutionReport', 'knowledgeCapture'), {
      resolutionReport: ['10-10 17:00', 'resting', 0],
      knowledgeCapture: ['10-13 17:00', 'resting', 0],
    });
    const sections = {
      overview: '核心交换机宕机',
      diagnosis: '现场检查',
      cause: '主控板失效',
      solution: '更换主控板',
      impact: '东区业务中断4小时40分',
      prevention: '增加备板',
    };
    await at('09 11:00')('supportEngineer', 'send-report', { ...sections, reviewerId: server.house.actors.approver.personId });
    await course.take('supportEngineer', 'link-knowledge', { articleReference: 'KB-0012' });
    assert.deepEqual(
      Object.entries(await clocks('resolutionReport', 'knowledgeCapture')).map(([name, line]) => [name, line?.[1]]),
      [
        ['resolutionReport', 'kept'],
        ['knowledgeCapture', 'kept'],
      ],
    );
    const refused = await course.fire('manager', 'close', {});
    assert.deepEqual(refused.body.guards, ['loansSettled']);
    await at('09 11:30')('manager', 'close', { loanSettled: 'returned' });
    assert.equal(course.now().request.state, 'closed');
    assert.equal(course.record('consultationRecord').state, 'frozen');
  });

  it('two commitments were breached, by how much is on record, all others kept', async () => {
    await watch();
    const found = (
      await server.house.within(null, (tx) =>
        tx
          .selectFrom('pledge.clock_outcome')
          .select(['clock', 'verdict', 'commitments', 'late_seconds'])
          .where('request_id', '=', course.id)
          .execute(),
      )
    ).filter(({ verdict }) => !verdict.startsWith('warning'));
    assert.deepEqual(
      Object.fromEntries(
        found
          .filter(({ verdict }) => verdict !== 'kept')
          .map(({ clock, verdict, commitments }) => [clock, [verdict, commitments]]),
      ),
      {
        arrival: ['breached', ['C-1.1-06', 'C-1.6.2-08', 'C-1.4.4-02']],
        nearestDispatch: ['breached', ['C-1.4.1-12']],
      },
    );
    assert.equal(found.length, (await course.clocks()).length);
  });

  it('the customer sees the same strip of clocks', async () => {
    assert.deepEqual(await course.clocks('technician'), await course.clocks('manager'));
    assert.deepEqual(await course.clocks('siteStaff'), await course.clocks('manager'));
  });

  it('the evidence of all of it holds together', async () => {
    const audit = await auditOf(server.house);
    assert.equal(audit.first, null);
    assert.ok(audit.events > 30 && audit.texts > 20, JSON.stringify(audit));
  });

  async function outcomes(clock: string): Promise<[string, string][]> {
    const rows = await server.house.within(null, (tx) =>
      tx
        .selectFrom('pledge.clock_outcome')
        .select(['verdict', 'at'])
        .where('request_id', '=', course.id)
        .where('clock', '=', clock)
        .orderBy('at')
        .execute(),
    );
    return rows.map(({ verdict, at: when }) => [verdict, new Date(when).toISOString()]);
  }
});

const ATTESTED = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
