import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RETROSPECTIVE_REMARK } from '#forms/task-order/form.ts';
import { aDossier, aFault, aRecord, actors, atOf, ids, type Circumstances } from '#flows/dossier/dossier.fixture.ts';
import { definitionOf, recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { drawn, walkFrom } from '#flows/dossier/walk.fixture.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';

const on = (time: string) => atOf(`2026-10-${time}+08:00`);

describe('the worked example from dispatch to the end of the order', () => {
  const engineer = actors.branchEngineer;
  const walk = walkFrom(aDossier({ request: aFault({ state: 'diagnosing', assetId: ids.asset }), records: [aRecord()] }));
  const orderId = (): string => walk.dossier().taskOrders[0]?.id ?? '';
  const states = (): string[] => {
    const { request, taskOrders, visits } = walk.dossier();
    return [request.state, request.road, taskOrders[0]?.state ?? '', visits[0]?.state ?? ''];
  };
  const order = (time: string, actor = engineer as Circumstances['actor']): Circumstances => ({
    subjectId: orderId(),
    at: on(time),
    ...(actor ? { actor } : {}),
  });
  const visit = (time: string): Circumstances => ({
    subjectId: walk.dossier().visits[0]?.id ?? '',
    at: on(time),
    actor: engineer,
  });
  const fault = (time: string): Circumstances => ({ at: on(time), actor: engineer });

  it('23:05 dispatch: the order is drafted, issued before its approval, the visit assigned', () => {
    const names = walk.take(
      'faultEmergency',
      'dispatch',
      { people: [{ personId: ids.branchEngineer, level: 1 }], taskContent: '赴东区节点排除核心交换机故障' },
      { at: on('03T23:05:00') },
    );
    for (const name of ['engineerDispatched', 'engineerAssigned', 'taskOrderIssued', 'taskNeeded'])
      assert.ok(names.includes(name), name);
    assert.deepEqual(states(), ['diagnosing', 'enRoute', 'issued', 'assigned']);
    const issued = walk.dossier().taskOrders[0];
    assert.equal(issued?.approveBy, on('04T23:05:00'));
    assert.equal(issued?.requiredBy, on('04T03:10:00'));
    assert.equal(issued?.urgent, true);
    const sheet = recordOfOrder(walk.dossier(), 'taskOrder', orderId());
    assert.equal(sheet?.id, orderId());
    assert.equal(sheet?.state, 'open');
    assert.equal(sheet?.recordNumber, 'QR-OP10A-2026-0001');
    assert.equal(sheet?.values['issuedOn'], '2026-10-03');
    assert.deepEqual(sheet?.values['assignees'], [{ name: '成都工程师', unit: '成都分支机构', level: '1' }]);
    const subjects = walk
      .last()
      .events.flatMap((event) => event.writes)
      .find((write) => write.type === 'engineerAssigned')?.subjects;
    assert.deepEqual(subjects, [
      { kind: 'serviceRequest', id: ids.request },
      { kind: 'taskOrder', id: orderId() },
    ]);
  });

  it('23:08 accepted by the leader, who departs: taskDue runs to the time on the order', () => {
    assert.deepEqual(
      walk.take('siteVisit', 'acceptTask', { siteRulesRead: true, signature: drawn('成都工程师') }, visit('03T23:08:00')),
      ['taskOrderAccepted'],
    );
    const accepted = walk
      .last()
      .events.flatMap((event) => event.writes)
      .find((write) => write.type === 'taskOrderAccepted');
    assert.equal(accepted?.fields?.['taskOrder.requiredBy'], '2026-10-03T19:10:00Z');
    assert.deepEqual(
      walk.take('siteVisit', 'depart', { partsReady: true, expectedAt: '2026-10-04T00:10:00+08:00' }, visit('03T23:08:00')),
      [],
    );
    assert.deepEqual(
      walk.last().messages.map(({ text, direction, channel, delivery }) => ({ text, direction, channel, delivery })),
      [{ text: '工程师已出发，预计2026-10-04 00:10到场。', direction: 'outgoing', channel: 'web', delivery: 'queued' }],
    );
    assert.deepEqual(states(), ['diagnosing', 'enRoute', 'accepted', 'enRoute']);
  });

  it('00:15 on site: the fault sees the same arrival, work and its record begin', () => {
    assert.deepEqual(walk.take('siteVisit', 'arrive', { place: '东区节点', contactId: ids.siteStaff }, visit('04T00:15:00')), [
      'engineerArrived',
    ]);
    assert.deepEqual(
      walk
        .last()
        .events.filter((event) => event.type === 'arrive')
        .map((event) => event.flow),
      ['siteVisit', 'faultEmergency'],
    );
    assert.deepEqual(states(), ['diagnosing', 'onSite', 'inExecution', 'onSite']);
    assert.equal(walk.dossier().request.details.arrivedAt, on('04T00:15:00'));
    const values = recordOfOrder(walk.dossier(), 'serviceRecord', orderId())?.values ?? {};
    assert.equal(values['taskOrderNumber'], 'QR-OP10A-2026-0001');
    assert.equal(values['performer'], '成都工程师');
    assert.equal(values['performedOn'], '2026-10-04');
    assert.equal(values['problemContent'], '交换机没有响应');
    assert.equal(values['serviceNumber'], 'SC77-26-0103（核心交换机）');
    assert.equal(values['serviceMode'], 'onSite');
  });

  it('00:21 a step that needs consent is refused until the customer has given it', () => {
    const step = { text: '登录交换机查看日志', scope: 'logIn' };
    assert.deepEqual(walk.refused('siteVisit', 'act', step, visit('04T00:20:00')), ['consentLogIn']);
    walk.take(
      'siteVisit',
      'askConsent',
      {
        scopes: ['logIn', 'adjust'],
        what: '登录并调整配置',
        why: '查找故障',
        answer: 'given',
        givenBy: '赵工',
        means: 'onScreen',
      },
      visit('04T00:21:00'),
    );
    assert.deepEqual(walk.take('siteVisit', 'act', step, visit('04T00:25:00')), []);
    walk.take(
      'siteVisit',
      'act',
      { text: '恢复上联口配置', scope: 'adjust', oldValue: 'vlan 10', newValue: 'vlan 20' },
      visit('04T00:30:00'),
    );
    assert.equal(
      recordOfOrder(walk.dossier(), 'serviceRecord', orderId())?.values['workProcessAndResult'],
      '2026-10-04 00:25 登录交换机查看日志\n2026-10-04 00:30 恢复上联口配置（原值：vlan 10；新值：vlan 20）',
    );
  });

  it('before the service is restored nobody leaves, and the order cannot be finished beside the visit', () => {
    const attested = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
    assert.deepEqual(walk.refused('siteVisit', 'requestDeparture', { attested }, visit('04T00:35:00')), ['departureWhileDown']);
    assert.deepEqual(walk.refused('taskOrder', 'finishWork', {}, order('04T00:35:00')), ['departureWhileDown']);
  });

  it('02:50 restored with a standby unit: the clocks of the restoration stop', () => {
    assert.deepEqual(
      walk.take(
        'faultEmergency',
        'classify',
        { faultType: 'equipment', faultPoint: '主控板', evidence: '双电源告警', damageCause: 'notHuman' },
        fault('04T00:40:00'),
      ),
      ['faultTypeSet'],
    );
    walk.take('faultEmergency', 'treat', { what: '换上备机', claimReference: 'RMA-1' }, fault('04T01:28:00'));
    assert.deepEqual(
      walk.take(
        'faultEmergency',
        'restore',
        { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' },
        fault('04T02:50:00'),
      ),
      ['restored'],
    );
    assert.match(String(recordOfOrder(walk.dossier(), 'serviceRecord', orderId())?.values['workProcessAndResult']), /换上备机/);
  });

  it('03:05 departure asked for: the work is done', () => {
    assert.deepEqual(walk.refused('siteVisit', 'requestDeparture', { attested: ['noGifts'] }, visit('04T03:05:00')), [
      'attestations',
    ]);
    assert.deepEqual(
      walk.take(
        'siteVisit',
        'requestDeparture',
        { attested: ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'] },
        visit('04T03:05:00'),
      ),
      ['workDone'],
    );
    assert.deepEqual(states(), ['restored', 'onSite', 'workDone', 'checking']);
  });

  it('03:10 checked, signed and left: the record is submitted, its review runs on the record', () => {
    const check = {
      siteCleaned: true,
      workChecked: true,
      opinion: '业务已恢复，请尽快更换故障设备。',
      rating: 'satisfied',
      signature: drawn('赵工', ids.siteStaff),
    };
    assert.deepEqual(walk.take('siteVisit', 'customerCheck', check, visit('04T03:08:00')), []);
    const signed = recordOfOrder(walk.dossier(), 'serviceRecord', orderId());
    const signature = signed?.signatures[0];
    assert.equal(signature?.signerName, '赵工');
    assert.equal(signature?.signerRole, 'customerSiteStaff');
    assert.equal(signed?.values['customerSignedOn'], '2026-10-04');
    assert.deepEqual(walk.take('siteVisit', 'leave', {}, visit('04T03:10:00')), ['serviceRecordSubmitted']);
    const record = recordOfOrder(walk.dossier(), 'serviceRecord', orderId());
    assert.equal(record?.recordNumber, 'QR-OP10B-2026-0002');
    assert.deepEqual(walk.last().events.flatMap((event) => event.writes)[0]?.subjects, [
      { kind: 'serviceRequest', id: ids.request },
      { kind: 'taskOrder', id: orderId() },
      { kind: 'serviceRecord', id: record?.id },
    ]);
    assert.deepEqual(states(), ['restored', 'none', 'recorded', 'departed']);
    assert.equal(record?.stored['rating'], 'satisfied');
  });

  it('4 Oct 09:30 approved afterwards within the day, reviewed, closed', () => {
    assert.deepEqual(
      walk.take(
        'taskOrder',
        'approveAfterwards',
        { opinion: '情况属实', signature: drawn('审批经理') },
        order('04T09:30:00', actors.approver),
      ),
      [],
    );
    const sheet = recordOfOrder(walk.dossier(), 'taskOrder', orderId());
    assert.equal(sheet?.values['retrospectiveRemark'], RETROSPECTIVE_REMARK);
    assert.equal(sheet?.values['approvalVerdict'], 'approved');
    assert.equal(walk.dossier().taskOrders[0]?.details.approvedLate, undefined);
    assert.deepEqual(
      walk.refused('taskOrder', 'reviewRecord', { opinion: '同意', signature: drawn('成都工程师') }, order('04T09:31:00')),
      ['reviewerNotPerformer'],
    );
    assert.deepEqual(
      walk.take(
        'taskOrder',
        'reviewRecord',
        { opinion: '同意', signature: drawn('审批经理') },
        order('04T09:30:00', actors.approver),
      ),
      ['serviceRecordReviewed'],
    );
    assert.deepEqual(
      walk.last().events.map((event) => event.type),
      ['reviewRecord', 'close'],
    );
    assert.deepEqual(states(), ['restored', 'none', 'closed', 'departed']);
    assert.equal(recordOfOrder(walk.dossier(), 'taskOrder', orderId())?.state, 'frozen');
    assert.equal(recordOfOrder(walk.dossier(), 'serviceRecord', orderId())?.state, 'frozen');
  });

  it('leaves signatures whose digests can be recomputed from the cells', () => {
    const signed = walk.dossier().records.filter((record) => record.signatures.length > 0);
    assert.deepEqual(
      signed.map((record) => record.signatures.map((signature) => signature.block)),
      [
        ['acceptance', 'approval'],
        ['customer', 'review'],
      ],
    );
    for (const { form, values, documentNumber, documentVersion, signatures } of signed) {
      for (const { covers, digest } of signatures) {
        assert.equal(
          coveredDigest({
            definition: definitionOf(form),
            covers,
            values: values as FormValues,
            documentNumber,
            documentVersion,
          }),
          digest,
        );
      }
    }
  });

  it('keeps the words of people out of the facts', () => {
    for (const event of walk.events()) assert.doesNotMatch(JSON.stringify(event.data), /[一-鿿]/u);
  });
});
