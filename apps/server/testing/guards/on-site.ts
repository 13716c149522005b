import assert from 'node:assert/strict';
import { drawn } from '../course.ts';
import type { GuardCourse, GuardDesk } from './guard-desk.ts';
import { intake } from './intake.ts';
import { departed, ended, treated } from './on-site-end.ts';

const SCOPES = {
  logIn: 'consentLogIn',
  openEquipment: 'consentOpenEquipment',
  adjust: 'consentAdjust',
  usePhone: 'consentUsePhone',
  useInternet: 'consentUseInternet',
} as const;

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
      orderContent: { but: { taskContent: undefined } },
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

/** Asked by the engineer, answered and withdrawn by the customer's people in the portal. */
async function consentInPortal(course: GuardCourse): Promise<void> {
  const scopes = ['usePhone'];
  const ask = { scopes, what: '借用值班电话', why: '手机没有信号', answer: 'asked' };
  await course.step('branchEngineer', 'visit/ask-consent', ask, {
    consentScope: { but: { answer: 'given', means: 'portal', givenBy: '赵工' } },
  });
  assert.equal((await course.fire('technician', 'visit/answer-consent', { scopes, answer: 'given' })).status, 403);
  await course.step(
    'siteStaff',
    'visit/answer-consent',
    { scopes, answer: 'given' },
    {
      consentScope: [{ but: { scopes: ['logIn'] } }, { but: { answer: 'asked' } }],
    },
  );
  assert.equal((await course.fire('branchEngineer', 'visit/withdraw-consent', { scopes })).status, 403);
  await course.step('representative', 'visit/withdraw-consent', { scopes });
  await course.refused('representative', 'visit/withdraw-consent', { scopes }, 'consentScope');
  await course.refused('branchEngineer', 'visit/act', { text: '打电话', scope: 'usePhone' }, 'consentUsePhone');
  await course.step('branchEngineer', 'visit/ask-consent', { ...ask, answer: 'given', givenBy: '赵工', means: 'word' });
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
  await consentInPortal(course);
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
