import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  aDossier,
  aFault,
  aRecord,
  aTaskOrder,
  aVisit,
  actors,
  atOf,
  contextOf,
  ids,
  samplePlan,
  surroundings,
  verdictOf,
  type Circumstances,
} from '#flows/dossier/dossier.fixture.ts';
import type { RequestDetails } from '#flows/dossier/details.schema.ts';
import type { Dossier, RequestState } from '#flows/dossier/dossier.schema.ts';
import { faultEmergency } from './index.ts';

interface Case {
  readonly dossier?: Dossier;
  readonly input?: Record<string, unknown>;
  readonly by?: Circumstances['actor'];
  /** The case of the guard that its words tell apart. */
  readonly code?: string;
  readonly fields?: readonly string[];
}
interface GuardCases {
  readonly event: string;
  readonly guard: string;
  readonly refuses: Case;
  readonly passes: Case;
}

const fault = (over: Partial<RequestState> = {}, more: Partial<Dossier> = {}): Dossier =>
  aDossier({ request: aFault(over), ...more });
const detailed = (details: RequestDetails): Dossier => fault({ state: 'treating', details });
const withoutPosition = fault(
  {},
  {
    surroundings: {
      ...surroundings,
      staff: surroundings.staff.map((person) => (person.id === ids.branchEngineer ? { ...person, positions: [] } : person)),
    },
  },
);
const people = (...personIds: string[]) => personIds.map((personId) => ({ personId, level: 1 }));
const both = [
  { personId: ids.branchEngineer, level: 1 },
  { personId: ids.supportEngineer, level: 2 },
];
const withoutForms: Dossier = fault(
  {},
  {
    surroundings: { ...surroundings, plan: { ...samplePlan, forms: { numbering: { reset: 'yearly', pad: 4, gapless: true } } } },
  },
);
const checklist = {
  symptom: '无响应',
  since: '约22点',
  extent: '全部业务',
  changesBefore: '无',
  backupState: '09-28已备份',
  severity: 'major',
};
const sections = { overview: '甲', diagnosis: '乙', cause: '丙', solution: '丁', impact: '戊', prevention: '己' };
const issued = aTaskOrder({ state: 'issued', issuedAt: atOf('2026-10-03T23:05:00+08:00') });

const cases: readonly GuardCases[] = [
  {
    event: 'verify',
    guard: 'verificationChecklist',
    refuses: { input: { ...checklist, backupState: undefined }, fields: ['backupState'] },
    passes: { input: { ...checklist, emergencyKind: 'virusDamage' } },
  },
  {
    event: 'verify',
    guard: 'verificationChecklist',
    refuses: { input: { ...checklist, severity: 'none' }, fields: ['severity'] },
    passes: { input: { ...checklist, severity: 'minor' } },
  },
  {
    event: 'verify',
    guard: 'verificationChecklist',
    refuses: { input: { ...checklist, emergencyKind: 'constructor' }, fields: ['emergencyKind'] },
    passes: { input: checklist },
  },
  {
    event: 'verify',
    guard: 'loweringAgreed',
    refuses: {
      dossier: fault({ details: { proposedSeverity: 'critical' } }),
      input: { ...checklist, severity: 'minor' },
      fields: ['agreedBy', 'agreedAt'],
    },
    passes: {
      dossier: fault({ details: { proposedSeverity: 'critical' } }),
      input: { ...checklist, severity: 'minor', agreedBy: '王工', agreedAt: '2026-10-03T22:29:00+08:00' },
    },
  },
  {
    event: 'verify',
    guard: 'loweringAgreed',
    refuses: { dossier: fault({ details: { proposedSeverity: 'major' } }), input: { ...checklist, severity: 'minor' } },
    passes: { dossier: fault({ severity: 'major' }), input: { ...checklist, severity: 'minor' } },
  },
  {
    event: 'dispatch',
    guard: 'orderContent',
    refuses: { input: { people: both }, fields: ['taskContent'] },
    passes: { input: { people: both, taskContent: '更换主控板' } },
  },
  {
    event: 'dispatch',
    guard: 'orderContent',
    refuses: { dossier: fault({}, { taskOrders: [aTaskOrder()] }), input: { people: both } },
    passes: { dossier: fault({}, { taskOrders: [issued] }), input: { people: both } },
  },
  {
    event: 'setSeverity',
    guard: 'severityReason',
    refuses: { input: { severity: 'critical' }, fields: ['reason'] },
    passes: { input: { severity: 'critical', reason: '核心业务中断' } },
  },
  {
    event: 'setSeverity',
    guard: 'severityReason',
    refuses: { input: { severity: 'major', reason: '同前' }, code: 'same' },
    passes: { input: { severity: 'minor', reason: '影响很小' } },
  },
  {
    event: 'setSeverity',
    guard: 'loweringAgreed',
    refuses: { input: { severity: 'minor', reason: '影响很小' }, fields: ['agreedBy', 'agreedAt'] },
    passes: { input: { severity: 'minor', agreedBy: '李主任', agreedAt: '2026-10-03T23:00:00+08:00' } },
  },
  {
    event: 'setSeverity',
    guard: 'loweringAgreed',
    refuses: { dossier: fault({ severity: 'critical' }), input: { severity: 'major' } },
    passes: { dossier: fault({ severity: 'major' }), input: { severity: 'critical' } },
  },
  {
    event: 'noFault',
    guard: 'noFaultAgreed',
    refuses: { input: { reason: '演练' }, fields: ['agreedBy'] },
    passes: { input: { reason: '演练', agreedBy: '王工' } },
  },
  {
    event: 'noFault',
    guard: 'noForbiddenPhrase',
    refuses: { input: { reason: '这不是我们的服务范围' }, code: 'found' },
    passes: { input: { reason: '客户侧演练' } },
  },
  {
    event: 'respond',
    guard: 'faultResponse',
    refuses: { input: { finding: '甲', action: '乙' }, fields: ['nextStep'] },
    passes: { input: { finding: '甲', action: '乙', nextStep: '丙' } },
  },
  {
    event: 'respond',
    guard: 'noForbiddenPhrase',
    refuses: { input: { finding: '我们也不 知 道' }, code: 'found', fields: ['finding'] },
    passes: { input: { finding: '原因正在查' } },
  },
  {
    event: 'startRemote',
    guard: 'phoneInsufficient',
    refuses: { fields: ['reason'] },
    passes: { input: { reason: '电话里无法判断' } },
  },
  {
    event: 'startRemote',
    guard: 'consentRemoteSession',
    refuses: { input: { consentBy: '王工' }, fields: ['consentUntil'] },
    passes: { input: { consentBy: '王工', consentUntil: '2026-10-20T23:31:00+08:00' } },
  },
  {
    event: 'startRemote',
    guard: 'consentRemoteSession',
    refuses: { input: { consentBy: '王工', consentUntil: '2026-10-01T23:31:00+08:00' }, code: 'past' },
    passes: { input: { consentBy: '王工', consentUntil: '2026-10-20T23:31:00+08:00' } },
  },
  { event: 'notRemote', guard: 'notRemoteReason', refuses: { fields: ['reason'] }, passes: { input: { reason: '设备断电' } } },
  {
    event: 'declineVisit',
    guard: 'declineNoted',
    refuses: { input: { saidBy: '王工' }, fields: ['saidAt'] },
    passes: { by: actors.customer },
  },
  { event: 'dispatch', guard: 'approvedForm', refuses: { dossier: withoutForms }, passes: {} },
  {
    event: 'dispatch',
    guard: 'engineerCompetent',
    refuses: { input: { people: people(ids.beginner) }, fields: ['people'] },
    passes: { input: { people: people(ids.branchEngineer) } },
  },
  { event: 'dispatch', guard: 'engineerCompetent', refuses: { input: {}, code: 'nobody' }, passes: { input: { people: both } } },
  {
    event: 'dispatch',
    guard: 'engineerCompetent',
    refuses: { dossier: withoutPosition, input: { people: people(ids.branchEngineer) }, code: 'unknown' },
    passes: { input: { people: people(ids.branchEngineer) } },
  },
  {
    event: 'dispatch',
    guard: 'engineerCompetent',
    refuses: { input: { people: people(ids.customer) }, code: 'unknown' },
    passes: { input: { people: both } },
  },
  {
    event: 'dispatch',
    guard: 'orderIssued',
    refuses: { dossier: fault({ severity: 'minor' }), fields: ['urgentReason'] },
    passes: { dossier: fault({ severity: 'minor' }), input: { urgentReason: '客户明早开会' } },
  },
  {
    event: 'dispatch',
    guard: 'orderIssued',
    refuses: { dossier: fault({ severity: 'minor' }, { taskOrders: [aTaskOrder({ state: 'submitted' })] }) },
    passes: { dossier: fault({ severity: 'minor' }, { taskOrders: [issued] }) },
  },
  {
    event: 'dispatch',
    guard: 'orderIssued',
    refuses: { dossier: fault({ severity: 'minor' }, { taskOrders: [{ ...issued, state: 'closed' }] }) },
    passes: { dossier: fault({ severity: 'critical' }) },
  },
  {
    event: 'dispatch',
    guard: 'nearestOrReason',
    refuses: { input: { people: people(ids.northEngineer) }, fields: ['otherReason'] },
    passes: { input: { people: people(ids.northEngineer), otherReason: '成都无人' } },
  },
  {
    event: 'dispatch',
    guard: 'nearestOrReason',
    refuses: { dossier: fault({ siteId: null }), input: { people: people(ids.branchEngineer) } },
    passes: { input: { people: people(ids.branchEngineer) } },
  },
  {
    event: 'dispatch',
    guard: 'levelTwoBoth',
    refuses: { input: { people: [{ personId: ids.supportEngineer, level: 2 }] }, fields: ['people'] },
    passes: { input: { people: both } },
  },
  {
    event: 'dispatch',
    guard: 'levelTwoBoth',
    refuses: { input: { people: both }, by: actors.branchEngineer, code: 'decision' },
    passes: { input: { people: people(ids.branchEngineer) }, by: actors.branchEngineer },
  },
  {
    event: 'dispatch',
    guard: 'levelTwoBoth',
    refuses: { dossier: fault({}, { taskOrders: [issued] }), input: { people: [{ personId: ids.supportEngineer, level: 2 }] } },
    passes: {
      dossier: fault(
        {},
        { taskOrders: [{ ...issued, assignees: [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }] }] },
      ),
      input: { people: [{ personId: ids.supportEngineer, level: 2 }] },
    },
  },
  {
    event: 'arrive',
    guard: 'checkIn',
    refuses: { dossier: fault({}, { visits: [aVisit()] }) },
    passes: { dossier: fault({}, { visits: [aVisit({ details: { arrivedAt: atOf('2026-10-04T00:15:00+08:00') } })] }) },
  },
  {
    event: 'classify',
    guard: 'faultClassified',
    refuses: { input: { faultType: 'equipment', faultPoint: '主控板' }, fields: ['evidence'] },
    passes: { input: { faultType: 'equipment', faultPoint: '主控板', evidence: '双电源告警' } },
  },
  {
    event: 'classify',
    guard: 'faultClassified',
    refuses: { input: { faultType: 'magic', faultPoint: '甲', evidence: '乙' }, fields: ['faultType'] },
    passes: { input: { faultType: 'line', faultPoint: '甲', evidence: '乙', emergencyKind: 'intrusion' } },
  },
  {
    event: 'treat',
    guard: 'actionOfType',
    refuses: { dossier: detailed({ faultType: 'other' }), fields: ['what'] },
    passes: { dossier: detailed({ faultType: 'other' }), input: { what: '启用应急策略' } },
  },
  {
    event: 'treat',
    guard: 'actionOfType',
    refuses: { dossier: detailed({ faultType: 'line' }), input: { what: '重启' }, code: 'partner' },
    passes: { dossier: detailed({ faultType: 'line', partnersContacted: ['carrier'] }), input: { what: '等待线路提供商排查' } },
  },
  {
    event: 'treat',
    guard: 'guidanceSteps',
    refuses: { dossier: detailed({ faultType: 'operation' }), fields: ['steps'] },
    passes: { dossier: detailed({ faultType: 'operation' }), input: { steps: '一\n二' } },
  },
  {
    event: 'treat',
    guard: 'claimOpened',
    refuses: { dossier: detailed({ faultType: 'equipment' }), fields: ['claimReference'] },
    passes: { dossier: detailed({ faultType: 'equipment', claimOpened: true }) },
  },
  {
    event: 'treat',
    guard: 'actionOfType',
    refuses: { input: { what: '已重启', reportedHow: 'luck' }, fields: ['reportedHow'] },
    passes: { input: { what: '已重启', reportedHow: 'notYet' } },
  },
  {
    event: 'treat',
    guard: 'noForbiddenPhrase',
    refuses: { input: { what: '不知道', reportedHow: 'fix' }, code: 'found' },
    passes: { input: { what: '客户不知道口令，已重置' } },
  },
  {
    event: 'contactPartner',
    guard: 'partnerReference',
    refuses: { input: { partnerId: ids.customer, person: '客服', reference: '1' }, fields: ['partnerId'] },
    passes: { input: { partnerId: ids.carrier, person: '客服', reference: 'T-1' } },
  },
  {
    event: 'giveTool',
    guard: 'toolNamed',
    refuses: { input: { tool: '专杀' }, fields: ['givenTo'] },
    passes: { input: { tool: '专杀', givenTo: '王工' } },
  },
  {
    event: 'restore',
    guard: 'restoredHow',
    refuses: { input: { how: 'luck' }, fields: ['how'] },
    passes: { input: { how: 'standbyUnit' } },
  },
  {
    event: 'restore',
    guard: 'restoredHow',
    refuses: { by: actors.customer, code: 'notReported' },
    passes: { dossier: detailed({ reportedHow: 'fix' }), by: actors.customer },
  },
  { event: 'restore', guard: 'stepsRecorded', refuses: { fields: ['steps'] }, passes: { dossier: detailed({ stepCount: 2 }) } },
  {
    event: 'restore',
    guard: 'stepsRecorded',
    refuses: { dossier: detailed({ stepCount: 2 }), by: actors.customer, input: { steps: '换电源' }, code: 'performers' },
    passes: { dossier: detailed({ stepCount: 2 }), by: actors.customer },
  },
  {
    event: 'restore',
    guard: 'stepsRecorded',
    refuses: { dossier: fault({}, { visits: [aVisit()] }) },
    passes: { dossier: fault({}, { visits: [aVisit({ details: { stepCount: 1 } })] }) },
  },
  {
    event: 'restore',
    guard: 'restorationConfirmed',
    refuses: { input: { confirmedBy: '赵工' }, fields: ['confirmedMeans'] },
    passes: { by: actors.customer },
  },
  { event: 'notSolved', guard: 'resultNoted', refuses: { fields: ['result'] }, passes: { input: { result: '重启无效' } } },
  { event: 'permanentFix', guard: 'causeKnown', refuses: { fields: ['cause'] }, passes: { input: { cause: '主控板失效' } } },
  {
    event: 'permanentFix',
    guard: 'fullyRestored',
    refuses: { dossier: detailed({ restoredHow: 'standbyUnit' }), fields: ['fullyRestoredBy'] },
    passes: { dossier: detailed({ restoredHow: 'fix' }) },
  },
  { event: 'sendReport', guard: 'approvedForm', refuses: { dossier: withoutForms }, passes: {} },
  {
    event: 'sendReport',
    guard: 'resolutionSections',
    refuses: { input: { ...sections, reviewerId: ids.approver, impact: undefined }, fields: ['impact'] },
    passes: { input: { ...sections, reviewerId: ids.approver }, by: actors.supportEngineer },
  },
  {
    event: 'sendReport',
    guard: 'resolutionSections',
    refuses: { input: { ...sections, reviewerId: ids.supportEngineer }, by: actors.supportEngineer, code: 'reviewer' },
    passes: { input: { ...sections, reviewerId: ids.manager }, by: actors.supportEngineer },
  },
  {
    event: 'sendReport',
    guard: 'noForbiddenPhrase',
    refuses: { input: { ...sections, cause: '原因不知道' }, fields: ['cause'] },
    passes: { input: sections },
  },
  {
    event: 'linkKnowledge',
    guard: 'knowledgeLink',
    refuses: { input: { nothingNew: true }, fields: ['nothingNewReason'] },
    passes: { input: { nothingNew: true, nothingNewReason: '已有条目' } },
  },
  {
    event: 'linkKnowledge',
    guard: 'knowledgeLink',
    refuses: { fields: ['articleReference'] },
    passes: { input: { articleReference: 'KB-12' } },
  },
  {
    event: 'close',
    guard: 'recordsReviewed',
    refuses: { dossier: fault({}, { taskOrders: [aTaskOrder({ state: 'recorded' })] }) },
    passes: {
      dossier: fault({}, { taskOrders: [aTaskOrder({ state: 'reviewed' }), aTaskOrder({ id: ids.visit, state: 'withdrawn' })] }),
    },
  },
  {
    event: 'close',
    guard: 'orderApproved',
    refuses: { dossier: fault({}, { taskOrders: [aTaskOrder({ state: 'reviewed', urgent: true })] }) },
    passes: {
      dossier: fault(
        {},
        {
          taskOrders: [
            aTaskOrder({ state: 'reviewed', urgent: true, approvedAt: atOf('2026-10-04T09:30:00+08:00') }),
            aTaskOrder({ id: ids.visit, state: 'withdrawn', urgent: true }),
          ],
        },
      ),
    },
  },
  {
    event: 'close',
    guard: 'knowledgeLink',
    refuses: { code: 'lacking' },
    passes: { dossier: detailed({ knowledgeLinkedAt: atOf('2026-10-09T11:00:00+08:00') }) },
  },
  {
    event: 'giveOpinion',
    guard: 'opinionOnFile',
    refuses: { by: actors.customer, input: {}, fields: ['rating'], code: 'nothing' },
    passes: { by: actors.customer, input: { opinion: '很快' } },
  },
  {
    event: 'close',
    guard: 'opinionOnFile',
    refuses: { dossier: detailed({}), fields: ['opinion', 'opinionBy'] },
    passes: { dossier: detailed({ opinionAt: atOf('2026-10-09T11:00:00+08:00') }) },
  },
  {
    event: 'close',
    guard: 'loansSettled',
    refuses: { dossier: detailed({ restoredHow: 'standbyUnit' }), fields: ['loanSettled'] },
    passes: { dossier: detailed({ restoredHow: 'fix' }) },
  },
  {
    event: 'close',
    guard: 'consultationComplete',
    refuses: { dossier: fault({}, { records: [aRecord()] }), code: 'answer' },
    passes: { dossier: fault({}, { records: [aRecord({ values: { ...aRecord().values, answer: '已恢复' } })] }) },
  },
  {
    event: 'close',
    guard: 'opinionOnFile',
    refuses: { input: { opinion: '满意' }, fields: ['opinionBy'] },
    passes: { input: { opinion: '满意', opinionBy: '李主任' } },
  },
  {
    event: 'close',
    guard: 'opinionOnFile',
    refuses: { dossier: fault({}, { taskOrders: [issued] }) },
    passes: {
      dossier: fault(
        {},
        {
          taskOrders: [issued],
          records: [
            aRecord({
              id: ids.serviceRecord,
              form: 'serviceRecord',
              taskOrderId: ids.order,
              values: { customerOpinion: '处理及时' },
            }),
          ],
        },
      ),
    },
  },
];

describe('guards of the fault emergency', () => {
  for (const { event, guard, refuses, passes } of cases) {
    it(`${event}: ${guard}${refuses.code ? `, ${refuses.code}` : ''} refuses and lets pass`, () => {
      const verdict = ask(event, guard, refuses);
      assert.notEqual(verdict, true, 'should refuse');
      if (verdict !== true && refuses.code !== undefined) assert.equal(verdict.code, refuses.code);
      if (verdict !== true && refuses.fields !== undefined) assert.deepEqual(verdict.fields, refuses.fields);
      if (verdict !== true && verdict.code !== undefined)
        assert.ok(faultEmergency.texts.zh.guards[`${guard}.${verdict.code}`], `words for ${guard}.${verdict.code}`);
      assert.equal(ask(event, guard, passes), true, 'should pass');
    });
  }

  it('has a case here for every guard that its own rows ask', () => {
    const intake = ['register', 'attemptContact', 'contact', 'cancel', 'pause', 'resume', 'report'];
    const asked = faultEmergency.flow.rows
      .filter((row) => !intake.includes(row.event))
      .flatMap((row) => row.guards.map((guard) => `${row.event}.${guard}`));
    const shown = new Set(cases.map(({ event, guard }) => `${event}.${guard}`));
    assert.deepEqual(
      [...new Set(asked)].filter((name) => !shown.has(name)),
      [],
    );
  });
});

function ask(event: string, guard: string, given: Case) {
  const context = contextOf(given.dossier ?? fault(), given.input, { actor: given.by ?? actors.manager });
  return verdictOf(faultEmergency, event, guard, context);
}
