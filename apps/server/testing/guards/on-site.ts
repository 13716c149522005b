import { drawn } from '../course.ts';
import type { GuardCourse, GuardDesk } from './guard-desk.ts';
import { intake } from './intake.ts';

const SCOPES = {
  logIn: 'consentLogIn',
  openEquipment: 'consentOpenEquipment',
  adjust: 'consentAdjust',
  usePhone: 'consentUsePhone',
  useInternet: 'consentUseInternet',
} as const;
const ATTESTED = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];

/** F5 with engineers on site (F11) under an order issued urgently (F13), from the intake to the end. */
export async function faultOnSite(desk: GuardDesk): Promise<void> {
  const course = await intake(desk, 'fault');
  await verified(course);
  await sent(desk, course);
  await arrived(desk, course);
  await treated(desk, course);
  await departed(desk, course);
  await ended(desk, course);
}

async function verified(course: GuardCourse): Promise<void> {
  await course.step(
    'manager',
    'verify',
    { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' },
    {
      verificationChecklist: [
        { but: { since: undefined } },
        { but: { severity: 'none' } },
        { but: { emergencyKind: 'constructor' } },
      ],
    },
  );
  await course.step(
    'supportEngineer',
    'respond',
    { finding: '断电', action: '远程判断', nextStep: '30分钟内告知' },
    { faultResponse: { but: { nextStep: undefined } }, noForbiddenPhrase: { but: { finding: '原因不知道' } } },
  );
  await course.step(
    'manager',
    'set-severity',
    { severity: 'critical', reason: '核心业务中断' },
    {
      severityReason: [{ but: { reason: undefined } }, { but: { severity: 'major' } }],
      loweringAgreed: { but: { severity: 'minor' } },
    },
  );
  await course.step('supportEngineer', 'not-remote', { reason: '断电' }, { notRemoteReason: { but: { reason: undefined } } });
  await course.step(
    'supportEngineer',
    'order/withdraw',
    { reason: '由专职服务经理另行派出' },
    { withdrawReason: { but: { reason: undefined } } },
  );
}

async function sent(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const people = (who: 'branchEngineer' | 'beginner' | 'northEngineer' | 'supportEngineer', level = 1) => [
    { personId: desk.person(who), level },
  ];
  await course.step(
    'manager',
    'dispatch',
    { people: people('branchEngineer'), taskContent: '更换主控板' },
    {
      approvedForm: { withoutForm: 'taskOrder' },
      engineerCompetent: [
        { but: { people: people('beginner') } },
        { but: { people: [] } },
        { but: { people: [{ personId: desk.person('technician') }] } },
      ],
      nearestOrReason: { but: { people: people('northEngineer') } },
      levelTwoBoth: [
        { but: { people: people('supportEngineer', 2) } },
        { who: 'branchEngineer', but: { people: [...people('branchEngineer'), ...people('supportEngineer', 2)] } },
      ],
    },
  );
  await course.step(
    'branchEngineer',
    'visit/accept-task',
    { signature: drawn('陈工'), siteRulesRead: true },
    { orderAccepted: { but: { signature: undefined } }, siteRulesAccepted: { but: { siteRulesRead: false } } },
  );
  await course.refused('branchEngineer', 'order/start-work', {}, 'checkIn');
  await course.step(
    'branchEngineer',
    'visit/depart',
    { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' },
    {
      partsReady: [{ but: { partsReady: false } }, { but: { expectedAt: undefined } }],
      noForbiddenPhrase: { but: { told: '几点到不知道' } },
    },
  );
}

async function arrived(desk: GuardDesk, course: GuardCourse): Promise<void> {
  await course.step(
    'branchEngineer',
    'visit/arrive',
    { place: '东区机房', contactId: desk.contact('siteStaff') },
    {
      checkIn: [
        { but: { contactId: undefined } },
        { but: { place: undefined } },
        { but: { contactId: desk.server.house.actors.stranger.contactId } },
      ],
      approvedForm: { withoutForm: 'serviceRecord' },
    },
  );
  await course.refused('branchEngineer', 'order/finish-work', {}, 'departureWhileDown');
  await course.refused('branchEngineer', 'visit/act', {}, 'stepsRecorded');
  for (const [scope, guard] of Object.entries(SCOPES))
    await course.refused('branchEngineer', 'visit/act', { text: '操作', scope, oldValue: '1', newValue: '2' }, guard);
  await course.step(
    'branchEngineer',
    'visit/ask-consent',
    {
      scopes: Object.keys(SCOPES),
      what: '登录、开箱、改配置',
      why: '排除故障',
      answer: 'given',
      givenBy: '赵工',
      means: 'onScreen',
    },
    {
      consentScope: [
        { but: { what: undefined } },
        { but: { scopes: ['takePictures'] } },
        { but: { until: '2026-10-01T00:00:00+08:00' } },
      ],
    },
  );
  await course.refused('branchEngineer', 'visit/act', { text: '改端口', scope: 'adjust', newValue: '2' }, 'consentAdjust');
  for (const scope of Object.keys(SCOPES))
    await course.step('branchEngineer', 'visit/act', {
      text: '操作',
      scope,
      ...(scope === 'adjust' ? { oldValue: '1', newValue: '2' } : {}),
    });
  await course.step(
    'branchEngineer',
    'visit/call-second-level',
    { reason: '需本部指导' },
    { levelTwoReason: { but: { reason: undefined } } },
  );
}

async function treated(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const classified = { faultType: 'operation', faultPoint: '主控板', evidence: '告警' };
  await course.step('branchEngineer', 'classify', classified, {
    faultClassified: [{ but: { evidence: undefined } }, { but: { faultType: 'magic' } }],
  });
  await course.step(
    'branchEngineer',
    'treat',
    { what: '指导改回', steps: '登录\n改回' },
    { guidanceSteps: { but: { steps: undefined } } },
  );
  await course.step('branchEngineer', 'not-solved', { result: '无效' }, { resultNoted: { but: { result: undefined } } });
  await course.step('branchEngineer', 'classify', { ...classified, faultType: 'line' });
  await course.refused('branchEngineer', 'treat', { what: '等待' }, 'actionOfType');
  const partners = await desk.server.house.within(null, (tx) => tx.selectFrom('pledge.partner').select(['id', 'kind']).execute());
  const carrier = partners.find(({ kind }) => kind === 'carrier')?.id;
  await course.step(
    'supportEngineer',
    'contact-partner',
    { partnerId: carrier, person: '客服', reference: 'T-1' },
    { partnerReference: [{ but: { reference: undefined } }, { but: { partnerId: desk.person('manager') } }] },
  );
  await course.step(
    'supportEngineer',
    'give-tool',
    { tool: '检测工具', givenTo: '王工' },
    { toolNamed: { but: { givenTo: undefined } } },
  );
  await course.step(
    'branchEngineer',
    'treat',
    { what: '线路已通' },
    { actionOfType: { but: { what: undefined } }, noForbiddenPhrase: { but: { what: '不知道', reportedHow: 'fix' } } },
  );
  await course.step('branchEngineer', 'not-solved', { result: '仍不通' });
  await course.step('branchEngineer', 'classify', { ...classified, faultType: 'equipment', damageCause: 'notHuman' });
  await course.step(
    'branchEngineer',
    'treat',
    { what: '换备机', claimReference: 'RMA-1' },
    { claimOpened: { but: { claimReference: undefined } } },
  );
  await course.refused('branchEngineer', 'visit/request-departure', { attested: ATTESTED }, 'departureWhileDown');
  await course.step(
    'branchEngineer',
    'visit/note-waiver',
    { waiver: '同意先撤', waivedBy: '赵工' },
    { departureWhileDown: { but: { waivedBy: undefined } } },
  );
  await course.step(
    'branchEngineer',
    'restore',
    { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' },
    { restoredHow: { but: { how: 'luck' } }, restorationConfirmed: { but: { confirmedMeans: undefined } } },
  );
}

async function departed(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const signature = drawn('赵工', desk.contact('siteStaff'));
  await course.step(
    'branchEngineer',
    'visit/request-departure',
    { attested: ATTESTED },
    { attestations: { but: { attested: ['noGifts'] } } },
  );
  await course.refused(
    'branchEngineer',
    'order/evaluate',
    { evaluation: '好', source: '电话', saidAt: '2026-10-03T22:00:00+08:00' },
    'notOnSite',
  );
  await course.refused('branchEngineer', 'order/submit-record', {}, 'recordSigned');
  await course.refused('branchEngineer', 'record:serviceRecord/correct-record', { reason: '笔误' }, 'approvedForm');
  await course.step(
    'siteStaff',
    'visit/customer-check',
    { siteCleaned: true, workChecked: true, opinion: '好', signature },
    {
      siteCleaned: { but: { siteCleaned: false } },
      customerChecked: [{ but: { workChecked: false } }, { but: { signature: undefined } }, { but: { opinion: undefined } }],
    },
  );
  await course.step(
    'branchEngineer',
    'record:serviceRecord/correct-record',
    { reason: '补写步骤' },
    { withdrawReason: { but: { reason: undefined } } },
  );
  await course.refused('branchEngineer', 'visit/leave', {}, 'recordSigned');
  await course.step(
    'branchEngineer',
    'record:serviceRecord/fill-record',
    { values: { workProcessAndResult: '' } },
    {
      approvedForm: [
        { but: { values: { workProcessAndResult: 7 } } },
        { but: { values: { no: 'cell' } } },
        { but: { values: { reviewOpinion: '好' } } },
      ],
    },
  );
  await course.refused(
    'siteStaff',
    'record:serviceRecord/sign-record',
    { block: 'customer', opinion: '好', signature },
    'recordComplete',
  );
  await course.step('branchEngineer', 'record:serviceRecord/fill-record', {
    values: { workProcessAndResult: '换上备机，业务恢复' },
  });
  await course.step(
    'siteStaff',
    'record:serviceRecord/sign-record',
    { block: 'customer', opinion: '好', signature },
    { approvedForm: { but: { block: 'work' } }, recordSigned: { but: { signature: undefined } } },
  );
  await course.step('branchEngineer', 'visit/leave');
  await course.refused(
    'branchEngineer',
    'record:serviceRecord/sign-record',
    { block: 'review', signature },
    'reviewerNotPerformer',
  );
  await course.refused('manager', 'record:taskOrder/sign-record', { block: 'approval', signature }, 'approverNotProposer');
}

async function ended(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const approval = { opinion: '同意', signature: drawn('唐经理') };
  await course.step('approver', 'order/approve-afterwards', approval, {
    approverNotProposer: { who: 'manager' },
    approvalSigned: { but: { signature: undefined } },
  });
  await course.step(
    'branchEngineer',
    'permanent-fix',
    { cause: '主控板失效', fullyRestoredBy: '李主任' },
    { causeKnown: { but: { cause: undefined } }, fullyRestored: { but: { fullyRestoredBy: undefined } } },
  );
  const report = {
    overview: '甲',
    diagnosis: '乙',
    cause: '丙',
    solution: '丁',
    impact: '戊',
    prevention: '己',
    reviewerId: desk.person('approver'),
  };
  await course.step('supportEngineer', 'send-report', report, {
    approvedForm: { withoutForm: 'resolutionReport' },
    resolutionSections: [{ but: { impact: undefined } }, { but: { reviewerId: desk.person('supportEngineer') } }],
    noForbiddenPhrase: { but: { cause: '原因不知道' } },
  });
  await course.refused('manager', 'close', { loanSettled: 'returned' }, 'knowledgeLink');
  await course.step(
    'supportEngineer',
    'link-knowledge',
    { articleReference: 'KB-1' },
    { knowledgeLink: { but: { articleReference: undefined } } },
  );
  await course.refused('manager', 'close', { loanSettled: 'returned' }, 'recordsReviewed');
  await course.step('approver', 'order/review-record', approval);
  await course.step('manager', 'close', { loanSettled: 'returned' }, { loansSettled: { but: { loanSettled: undefined } } });
}
