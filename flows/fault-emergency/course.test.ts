import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aDossier,
  aFault,
  aRequest,
  actors,
  atOf,
  courseOf,
  decided,
  fire,
  ids,
  writesOf,
  type Course,
} from '#flows/dossier/dossier.fixture.ts';
import type { RequestState } from '#flows/dossier/dossier.schema.ts';
import type { Decision } from '#flows/dossier/draft.schema.ts';
import { flowDefinitions } from '#flows/registry.ts';
import { siteVisit } from '#flows/site-visit/index.ts';
import { faultEmergency } from './index.ts';

const on = (time: string) => atOf(`2026-10-${time}+08:00`);
const team = [{ personId: ids.branchEngineer, level: 1 }];
const report = {
  overview: '核心交换机宕机',
  diagnosis: '现场检查',
  cause: '主控板失效',
  solution: '更换主控板',
  impact: '无数据丢失',
  prevention: '增加备板',
};

/** The fault of the worked example until it is verified. */
function verified(): Course {
  const course = courseOf(aDossier({ request: aRequest() }), flowDefinitions);
  course.take(
    faultEmergency,
    'contact',
    { contactName: '王工', channel: 'phone', text: '已通话' },
    { actor: actors.branchEngineer, at: on('03T22:13:00') },
  );
  course.take(
    faultEmergency,
    'register',
    { kind: 'fault', siteId: ids.eastSite, enquirerName: '王工', enquirerPhone: '123', content: '交换机宕机', symptom: '无响应' },
    { actor: actors.branchEngineer, at: on('03T22:18:00') },
  );
  course.take(
    faultEmergency,
    'verify',
    { symptom: '无响应', since: '22点', extent: '全部业务', changesBefore: '无', backupState: '有', severity: 'major' },
    { at: on('03T22:26:00') },
  );
  return course;
}

describe('a fault from report to end', () => {
  it('goes the way of the worked example and writes the names its clocks wait for', () => {
    const course = verified();
    const responded = course.take(
      faultEmergency,
      'respond',
      { finding: '设备无响应', action: '通知分支备勤', nextStep: '30分钟内判断' },
      { actor: actors.supportEngineer, at: on('03T22:30:00') },
    );
    assert.deepEqual(writesOf(responded), ['substantiveResponseGiven']);
    assert.equal(responded.messages[0]?.text, '结论：设备无响应\n已采取的措施：通知分支备勤\n下一步：30分钟内判断');
    assert.equal(responded.messages[0]?.delivery, 'queued', 'the customer wrote a mail');

    const given = course.take(
      faultEmergency,
      'notRemote',
      { reason: '断电' },
      { actor: actors.supportEngineer, at: on('03T22:58:00') },
    );
    assert.deepEqual(writesOf(given), ['remoteDiagnosisEnded', 'notRemotelySolvable', 'taskNeeded']);
    assert.equal(course.dossier().request.road, 'dispatching');
    const [order] = course.dossier().taskOrders;
    assert.equal(
      order?.requiredBy,
      on('04T03:10:00'),
      'the order asks for the time by which the fault is promised to be restored',
    );

    const sent = course.take(faultEmergency, 'dispatch', { people: team, taskContent: '更换主控板' }, { at: on('03T23:05:00') });
    assert.deepEqual(writesOf(sent), ['engineerDispatched', 'taskOrderIssued', 'engineerAssigned']);
    assert.equal(course.dossier().taskOrders.length, 1);
    assert.equal(course.dossier().taskOrders[0]?.approveBy, on('04T23:05:00'));
    assert.equal(course.dossier().request.road, 'enRoute');
    const sheet = course.dossier().records.find((record) => record.form === 'taskOrder');
    assert.equal(sheet?.recordNumber, 'QR-OP10A-2026-0002');
    assert.equal(sheet?.values['taskContent'], '更换主控板');
    assert.equal(
      course.dossier().records.find((record) => record.form === 'consultationRecord')?.values['furtherHandling'],
      'yes',
    );

    const visitId = course.dossier().visits[0]?.id ?? '';
    const visit = { subjectId: visitId, actor: actors.branchEngineer };
    const signature = {
      name: '成都工程师',
      means: 'handwritten',
      width: 100,
      height: 50,
      strokes: [
        {
          points: [
            { x: 1, y: 1 },
            { x: 9, y: 4 },
            { x: 30, y: 20 },
          ],
        },
      ],
    };
    course.take(siteVisit, 'acceptTask', { signature, siteRulesRead: true }, { ...visit, at: on('03T23:08:00') });
    course.take(
      siteVisit,
      'depart',
      { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' },
      { ...visit, at: on('03T23:08:00') },
    );
    const arrived = course.take(
      siteVisit,
      'arrive',
      { place: '东区节点', contactId: ids.siteStaff },
      { ...visit, at: on('04T00:15:00') },
    );
    assert.ok(arrived.events.some((event) => event.subject.kind === 'serviceRequest' && event.type === 'arrive'));
    assert.equal(arrived.events.flatMap((event) => event.writes).filter((write) => write.type === 'engineerArrived').length, 1);
    assert.equal(course.dossier().request.road, 'onSite');
    assert.equal(course.dossier().request.state, 'diagnosing');

    const typed = course.take(
      faultEmergency,
      'classify',
      { faultType: 'equipment', faultPoint: '主控板', evidence: '双电源告警', damageCause: 'notHuman' },
      { actor: actors.branchEngineer, at: on('04T00:40:00') },
    );
    assert.deepEqual(typed.events[0]?.writes, [
      { type: 'faultTypeSet', fields: { faultType: 'equipment', damageCause: 'notHuman' } },
    ]);
    course.take(
      faultEmergency,
      'treat',
      { what: '上架备机', steps: '断电\n换板\n导入配置', claimReference: 'RMA-7' },
      { actor: actors.branchEngineer, at: on('04T00:55:00') },
    );
    const restored = course.take(
      faultEmergency,
      'restore',
      { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' },
      { actor: actors.branchEngineer, at: on('04T02:50:00') },
    );
    assert.deepEqual(writesOf(restored), ['restored'], 'an engineer had arrived');

    const fixed = course.take(
      faultEmergency,
      'permanentFix',
      { cause: '主控板失效', fullyRestoredBy: '李主任' },
      { actor: actors.branchEngineer, at: on('05T18:00:00') },
    );
    assert.deepEqual(fixed.events[0]?.writes, [{ type: 'requestResolved', fields: { kind: 'fault' } }]);
    assert.deepEqual(
      writesOf(
        course.take(
          faultEmergency,
          'sendReport',
          { ...report, reviewerId: ids.approver },
          { actor: actors.supportEngineer, at: on('09T11:00:00') },
        ),
      ),
      ['resolutionReportSent'],
    );
    assert.deepEqual(
      writesOf(
        course.take(
          faultEmergency,
          'linkKnowledge',
          { articleReference: 'KB-12' },
          { actor: actors.supportEngineer, at: on('09T11:00:00') },
        ),
      ),
      ['knowledgeLinked'],
    );

    const closing = { loanSettled: 'returned', opinion: '及时', opinionBy: '李主任', rating: 'satisfied' };
    assert.deepEqual(
      fire(faultEmergency, course.dossier(), 'close', closing).refused,
      ['recordsReviewed'],
      'the service record is not reviewed yet',
    );
    const reviewed = courseOf(
      { ...course.dossier(), taskOrders: course.dossier().taskOrders.map((known) => ({ ...known, state: 'closed' })) },
      flowDefinitions,
    );
    reviewed.take(faultEmergency, 'close', closing, { at: on('09T12:00:00') });
    const record = reviewed.dossier().records.find((known) => known.form === 'consultationRecord');
    assert.equal(reviewed.dossier().request.state, 'closed');
    assert.equal(reviewed.dossier().request.closedAt, on('09T12:00:00'));
    assert.equal(record?.state, 'frozen');
    assert.equal(record?.values['taskOrderNumber'], 'QR-OP10A-2026-0002');
    assert.match(String(record?.values['answer']), /^结论：/);
  });

  it('is restored by phone alone: what promised an engineer on site ends', () => {
    const course = verified();
    course.take(
      faultEmergency,
      'classify',
      { faultType: 'operation', faultPoint: '路由', evidence: '配置' },
      { actor: actors.supportEngineer },
    );
    const treated = course.take(
      faultEmergency,
      'treat',
      { what: '已指导改回，请确认业务', steps: '登录\n改回', reportedHow: 'fix' },
      { actor: actors.supportEngineer },
    );
    assert.equal(treated.messages[0]?.text, '已指导改回，请确认业务');
    const restored = course.take(faultEmergency, 'restore', {}, { actor: actors.customer });
    assert.deepEqual(writesOf(restored), ['restored', 'restoredRemotely']);
    assert.equal(course.dossier().request.details.confirmedBy, 'customer');
    assert.equal(course.dossier().request.details.restoredHow, 'fix');
    assert.equal(course.dossier().taskOrders.length, 0);
  });

  it('was none: what runs ends as cancelled for that cause, and its record freezes', () => {
    const course = verified();
    const none = course.take(faultEmergency, 'noFault', { reason: '客户侧演练', agreedBy: '王工' });
    assert.deepEqual(none.events[0]?.writes, [
      { type: 'cancel', reason: 'noFault', subjects: [{ kind: 'serviceRequest', id: ids.request }] },
    ]);
    assert.deepEqual(
      none.messages.map(({ channel, delivery }) => [channel, delivery]),
      [['web', 'queued']],
      'told by the product, whatever way the report came',
    );
    assert.equal(course.dossier().request.state, 'closed');
    assert.equal(course.dossier().records[0]?.state, 'frozen');
    assert.equal(course.dossier().records[0]?.values['answer'], '客户侧演练');
  });

  it('goes another round when it is not solved, and the third is the centre manager’s', () => {
    const alerts = (round: number): Decision =>
      decided(
        faultEmergency,
        aDossier({ request: aFault({ state: 'treating', round, details: { reportedHow: 'fix', stepCount: 3 } }) }),
        'notSolved',
        { result: '重启无效' },
        { actor: actors.customer },
      );
    const second = alerts(1);
    assert.deepEqual(
      [
        second.dossier.request.state,
        second.dossier.request.round,
        second.dossier.request.details.reportedHow,
        second.dossier.request.details.stepCount,
      ],
      ['diagnosing', 2, undefined, 0],
    );
    assert.deepEqual(
      second.messages.map((message) => message.direction),
      ['incoming', 'internal'],
    );
    assert.match(alerts(2).messages.at(-1)?.text ?? '', /客户服务中心经理/);
    assert.equal(alerts(3).messages.filter((message) => message.direction === 'internal').length, 1);
  });
});

describe('sending engineers', () => {
  const dispatched = (over: Partial<RequestState>, input: Record<string, unknown>, by = actors.manager) =>
    courseOf(aDossier({ request: aFault(over) }), flowDefinitions).take(
      faultEmergency,
      'dispatch',
      { taskContent: '更换主控板', ...input },
      { actor: by },
    );

  it('waits for nothing: before verification it opens, issues and assigns at once', () => {
    const sent = dispatched({ state: 'registered' }, { people: team });
    assert.deepEqual(writesOf(sent), ['engineerDispatched', 'taskNeeded', 'taskOrderIssued', 'engineerAssigned']);
    assert.equal(sent.dossier.request.state, 'registered');
    assert.deepEqual(
      sent.dossier.visits.map(({ state, level }) => [state, level]),
      [['assigned', 1]],
    );
    const needed = sent.events.flatMap((event) => event.writes).find((write) => write.type === 'taskNeeded');
    assert.deepEqual(
      needed?.subjects?.map(({ kind }) => kind),
      ['serviceRequest', 'taskOrder'],
    );
  });

  it('by somebody on call is told to the dedicated service manager', () => {
    const sent = dispatched({}, { people: team }, actors.branchEngineer);
    assert.deepEqual(
      sent.messages.map(({ direction }) => direction),
      ['internal'],
    );
    assert.deepEqual(dispatched({}, { people: team }).messages, []);
  });

  it('a second time joins the order that is under way', () => {
    const course = courseOf(aDossier({ request: aFault() }), flowDefinitions);
    course.take(faultEmergency, 'dispatch', { people: team, taskContent: '更换主控板' });
    const again = course.take(faultEmergency, 'dispatch', { people: [{ personId: ids.supportEngineer, level: 2 }] });
    assert.deepEqual(writesOf(again), ['engineerDispatched', 'engineerAssigned']);
    assert.deepEqual(
      course.dossier().taskOrders.map((order) => order.assignees.map(({ personId, level }) => [personId, level])),
      [
        [
          [ids.branchEngineer, 1],
          [ids.supportEngineer, 2],
        ],
      ],
    );
    assert.deepEqual(
      course.dossier().visits.map(({ level }) => level),
      [1, 2],
    );
  });

  it('an order approved in the ordinary way is issued, not issued urgently', () => {
    const course = courseOf(aDossier({ request: aFault({ severity: 'minor' }) }), flowDefinitions);
    course.take(faultEmergency, 'notRemote', { reason: '须现场' });
    const [order] = course.dossier().taskOrders;
    const approved = courseOf(
      { ...course.dossier(), taskOrders: order === undefined ? [] : [{ ...order, state: 'approved' }] },
      flowDefinitions,
    );
    const sent = approved.take(faultEmergency, 'dispatch', { people: team });
    assert.deepEqual(
      sent.events.map((event) => event.type),
      ['dispatch', 'issue', 'assign'],
    );
    assert.equal(approved.dossier().taskOrders[0]?.urgent, false);
  });

  it('is not needed again where somebody is on the way: notRemote only ends the attempt', () => {
    const ended = decided(faultEmergency, aDossier({ request: aFault({ road: 'enRoute' }) }), 'notRemote', { reason: '断电' });
    assert.deepEqual(writesOf(ended), ['remoteDiagnosisEnded']);
    assert.equal(ended.dossier.request.road, 'enRoute');
  });
});

describe('what a fault tells its clocks', () => {
  it('the emergency kind once, by whoever names it first', () => {
    const checklist = {
      symptom: '甲',
      since: '乙',
      extent: '丙',
      changesBefore: '丁',
      backupState: '戊',
      severity: 'critical',
      emergencyKind: 'virusDamage',
    };
    const verify = decided(faultEmergency, aDossier({ request: aFault({ state: 'registered' }) }), 'verify', checklist);
    assert.deepEqual(verify.events[0]?.writes, [
      { type: 'verified', fields: { severity: 'critical' } },
      { type: 'emergencyKindSet', fields: { emergencyKind: 'virusDamage' } },
    ]);
    const classify = decided(faultEmergency, verify.dossier, 'classify', {
      faultType: 'software',
      faultPoint: '甲',
      evidence: '乙',
      emergencyKind: 'virusDamage',
    });
    assert.deepEqual(writesOf(classify), ['faultTypeSet']);
    assert.deepEqual(
      writesOf(
        decided(faultEmergency, verify.dossier, 'classify', {
          faultType: 'software',
          faultPoint: '甲',
          evidence: '乙',
          emergencyKind: 'intrusion',
        }),
      ),
      ['faultTypeSet', 'emergencyKindSet'],
    );
  });

  const ofRequest = [{ kind: 'serviceRequest', id: ids.request }];

  it('another severity, and that a vendor was informed', () => {
    const raised = decided(faultEmergency, aDossier({ request: aFault() }), 'setSeverity', {
      severity: 'critical',
      reason: '核心业务中断',
    });
    assert.deepEqual(raised.events[0]?.writes, [{ type: 'severitySet', fields: { severity: 'critical' }, subjects: ofRequest }]);
    const contacted = (partnerId: string) =>
      writesOf(
        decided(faultEmergency, aDossier({ request: aFault({ state: 'typed' }) }), 'contactPartner', {
          partnerId,
          person: '客服',
          reference: 'T-1',
        }),
      );
    assert.deepEqual(contacted(ids.vendor), ['partnerContacted', 'vendorInformed']);
    assert.deepEqual(contacted(ids.carrier), ['partnerContacted']);
  });
});
