import assert from 'node:assert/strict';
import { drawn } from '../course.ts';
import type { GuardCourse, GuardDesk } from './guard-desk.ts';
import { cancelled } from './intake.ts';

const checklist = { symptom: '不通', since: '今晨', extent: '一人', changesBefore: '无', backupState: '有', severity: 'minor' };

/** A fault that registers itself, because the customer named all. */
function registered(desk: GuardDesk, severity = 'minor'): Promise<GuardCourse> {
  return desk.open('technician', {
    kind: 'fault',
    severity,
    siteId: desk.server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '一人上不了网',
    symptom: '不通',
  });
}

/** A small fault: orders are begun, issued in both ways and withdrawn; it is solved on the telephone. */
export async function smallFault(desk: GuardDesk): Promise<void> {
  const course = await registered(desk, 'major');
  const people = [{ personId: desk.person('branchEngineer'), level: 1 }];
  const untrained = [{ personId: desk.person('beginner'), level: 1 }];
  await course.step(
    'manager',
    'verify',
    { ...checklist, agreedBy: '王工', agreedAt: new Date(desk.server.house.time.current()).toISOString() },
    { loweringAgreed: { but: { agreedBy: undefined } } },
  );
  await course.step(
    'supportEngineer',
    'start-remote',
    { reason: '电话里说不清', consentBy: '王工', consentUntil: '2026-10-09T17:00:00+08:00' },
    { phoneInsufficient: { but: { reason: undefined } }, consentRemoteSession: { but: { consentBy: undefined } } },
  );
  await course.refused('manager', 'dispatch', { people }, 'orderIssued');
  const order = { content: '上门检查', requiredBy: '2026-10-09T17:00:00+08:00' };
  assert.ok(
    (await course.next('manager')).some(
      ({ event, path }) => event === 'draft' && path === `/api/service-requests/${course.id}/task-orders`,
    ),
  );
  await course.step('manager', 'task-orders', order, { approvedForm: { withoutForm: 'taskOrder' } });
  const leaves = { people, leaderId: people[0]?.personId, reason: '客户明早开会' };
  await course.take('manager', 'record:taskOrder/fill-record', { values: { taskContent: '' } });
  await course.refused('manager', 'order/issue-urgently', leaves, 'orderContent');
  await course.take('manager', 'record:taskOrder/fill-record', { values: { taskContent: '上门检查' } });
  await course.step('manager', 'order/issue-urgently', leaves, {
    urgentReason: { but: { reason: undefined } },
    peopleNamed: { but: { leaderId: undefined } },
    engineerCompetent: { but: { people: untrained, leaderId: untrained[0]?.personId } },
  });
  await course.step('manager', 'order/withdraw', { reason: '客户改约' });
  await course.step('manager', 'task-orders', order);
  await course.step('manager', 'order/submit');
  await course.step('approver', 'order/approve', { opinion: '同意', signature: drawn('唐经理') });
  await course.step(
    'manager',
    'order/issue',
    { people, leaderId: people[0]?.personId },
    { engineerCompetent: { but: { people: untrained, leaderId: untrained[0]?.personId } } },
  );
  await course.step('manager', 'order/withdraw', { reason: '客户不需要上门' });
  await course.step(
    'manager',
    'decline-visit',
    { saidBy: '王工', saidAt: '2026-10-03T22:00:00+08:00' },
    { declineNoted: { but: { saidAt: undefined } } },
  );
  await course.step('branchEngineer', 'classify', { faultType: 'other', faultPoint: '终端', evidence: '电话描述' });
  await course.step('branchEngineer', 'treat', { what: '已重置，请确认' });
  await course.step(
    'branchEngineer',
    'restore',
    { how: 'fix', steps: '重置', confirmedBy: '王工', confirmedMeans: 'phone' },
    { stepsRecorded: { but: { steps: undefined } } },
  );
  await course.step('branchEngineer', 'permanent-fix', { cause: '误操作' });
  await course.step('supportEngineer', 'send-report', {
    overview: '甲',
    diagnosis: '乙',
    cause: '丙',
    solution: '丁',
    impact: '戊',
    prevention: '己',
    reviewerId: desk.person('manager'),
  });
  await course.step('supportEngineer', 'link-knowledge', { nothingNew: true, nothingNewReason: '已有' });
  await course.step(
    'manager',
    'close',
    { opinion: '很快', opinionBy: '王工' },
    { opinionOnFile: { but: { opinionBy: undefined } } },
  );
}

/** Faults that end early: none after all; cancelled, its record voided; of nobody known, so that no order can be begun. */
export async function earlyEndings(desk: GuardDesk): Promise<void> {
  const none = await registered(desk);
  await none.step(
    'manager',
    'no-fault',
    { reason: '客户侧演练', agreedBy: '王工' },
    { noFaultAgreed: { but: { agreedBy: undefined } }, noForbiddenPhrase: { but: { reason: '不知道' } } },
  );
  const ended = await registered(desk);
  await ended.step('manager', 'verify', checklist);
  await ended.refused('manager', 'record:consultationRecord/void-record', { reason: '重复' }, 'approvedForm');
  await cancelled(ended);
  await ended.step(
    'manager',
    'record:consultationRecord/void-record',
    { reason: '重复登记' },
    { withdrawReason: { but: { reason: undefined } } },
  );
  const unknown = await desk.open('clerk', {
    channel: 'phone',
    content: '系统打不开',
    enquirerName: '来电人',
    enquirerPhone: '+86 10 9999 0000',
  });
  await unknown.refused('supportEngineer', 'task-orders', { content: '上门' }, 'requestNamed');
}
