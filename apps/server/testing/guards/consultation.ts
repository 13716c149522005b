import { drawn } from '../course.ts';
import type { GuardCourse, GuardDesk } from './guard-desk.ts';
import { cancelled, intake } from './intake.ts';

/** F1 from its intake to the reopening, with an order that is carried out from afar (F13). */
export async function consultation(desk: GuardDesk): Promise<void> {
  const course = await intake(desk, 'consultation');
  await course.step('branchEngineer', 'start-handling');
  const deferral = {
    reason: '需核对版本',
    finding: '功能存在',
    nextStep: '查手册',
    promisedAnswerAt: '2026-10-04T12:00:00+08:00',
  };
  await course.step('branchEngineer', 'defer', deferral, {
    deferralComplete: [{ but: { promisedAnswerAt: undefined } }, { but: { promisedAnswerAt: '2026-10-03T21:00:00+08:00' } }],
    noForbiddenPhrase: { but: { finding: '我们不 知 道' } },
  });
  await course.step(
    'branchEngineer',
    'answer',
    { finding: '已核对', action: '附步骤', nextStep: '请试用' },
    {
      approvedForm: { withoutForm: 'consultationRecord' },
      answerComplete: { but: { nextStep: undefined } },
      noForbiddenPhrase: { but: { action: '这不知道' } },
    },
  );
  await course.step('technician', 'not-solved', { comment: '不行' });
  await upToHeadquarters(desk, course);
  await course.step(
    'manager',
    'order-task',
    { furtherHandling: true, taskContent: '远程升级', requiredBy: '2026-10-09T17:00:00+08:00', serviceMode: 'remote' },
    {
      approvedForm: { withoutForm: 'taskOrder' },
      furtherHandling: { but: { furtherHandling: false } },
      taskTold: [{ but: { requiredBy: undefined } }, { but: { requiredBy: '2026-10-03T21:00:00+08:00' } }],
      visitReason: { but: { serviceMode: 'onSite' } },
      noForbiddenPhrase: { but: { taskContent: '不知道怎么办' } },
    },
  );
  await remoteOrder(desk, course);
  await course.step('technician', 'confirm');
  const linked = { articleReference: 'KB-0007' };
  await course.step(
    'supportEngineer',
    'record:consultationRecord/fill-record',
    { values: { answer: '', furtherHandling: 'no' } },
    { approvedForm: { but: { values: {} } } },
  );
  await course.refused('branchEngineer', 'link-knowledge', linked, 'consultationComplete');
  await course.step(
    'supportEngineer',
    'record:consultationRecord/fill-record',
    { values: { answer: '已升级' } },
    { noForbiddenPhrase: { but: { values: { answer: '这个我们不知道' } } } },
  );
  await course.step('branchEngineer', 'link-knowledge', linked, {
    knowledgeLink: [{ but: { articleReference: undefined } }, { but: { articleReference: undefined, nothingNew: true } }],
  });
  await course.step('technician', 'reopen', { reason: '又出现了' }, { reopenReason: { but: { reason: undefined } } });
  await cancelled(course);
}

/** The branch cannot solve it: headquarters join in, and somebody of the branch stays. */
async function upToHeadquarters(desk: GuardDesk, course: GuardCourse): Promise<void> {
  await course.step(
    'branchEngineer',
    'escalate',
    { reason: '需要厂商资料' },
    { escalationReason: { but: { reason: undefined } } },
  );
  await course.step(
    'manager',
    'assign-headquarters',
    { joiningId: desk.person('supportEngineer'), stayingId: desk.person('branchEngineer') },
    {
      engineerCompetent: { but: { joiningId: desk.person('beginner') } },
      branchStays: [{ but: { stayingId: undefined } }, { but: { joiningId: desk.person('northEngineer') } }],
    },
  );
  await course.step(
    'supportEngineer',
    'advise-branch',
    { finding: '固件缺陷' },
    { adviceWritten: { but: { finding: undefined } } },
  );
}

async function remoteOrder(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const [manager, engineer] = [desk.person('manager'), desk.person('supportEngineer')];
  const approval = { opinion: '同意', signature: drawn('唐经理') };
  await course.step('manager', 'record:taskOrder/fill-record', { values: { taskContent: '' } });
  await course.refused('manager', 'order/submit', {}, 'orderContent');
  await course.step('manager', 'record:taskOrder/fill-record', { values: { taskContent: '远程升级采集软件' } });
  await course.step('manager', 'order/submit');
  await course.step('approver', 'order/reject', { opinion: '写明窗口' }, { approvalSigned: { but: { opinion: undefined } } });
  await course.step('manager', 'order/submit');
  await course.step('approver', 'order/approve', approval, {
    approverNotProposer: { who: 'manager' },
    approvalSigned: [
      { but: { opinion: undefined } },
      { but: { signature: { name: '唐经理', means: 'handwritten', strokes: [] } } },
    ],
  });
  const people = [
    { personId: engineer, level: 1 },
    { personId: manager, level: 1 },
  ];
  await course.step(
    'manager',
    'order/issue',
    { people, leaderId: engineer },
    {
      peopleNamed: [
        { but: { leaderId: undefined } },
        { but: { leaderId: desk.person('approver') } },
        { but: { people: [...people, people[0]] } },
      ],
    },
  );
  await course.step(
    'supportEngineer',
    'order/accept',
    { signature: drawn('孙工') },
    { orderAccepted: { but: { signature: undefined } } },
  );
  await course.step('supportEngineer', 'order/start-work', {}, { approvedForm: { withoutForm: 'serviceRecord' } });
  await course.step('supportEngineer', 'order/finish-work');
  await course.refused('supportEngineer', 'order/submit-record', {}, 'recordComplete');
  await course.step('supportEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: '已升级，正常' } });
  await course.step('supportEngineer', 'order/submit-record');
  await course.step(
    'approver',
    'order/return-record',
    { opinion: '补充版本号' },
    { reviewSigned: { but: { opinion: undefined } } },
  );
  await course.step('supportEngineer', 'order/submit-record');
  await course.refused('approver', 'order/review-record', approval, 'evaluationNoted');
  await course.step(
    'technician',
    'order/evaluate',
    { evaluation: '满意' },
    { evaluationNoted: [{ but: { evaluation: undefined } }, { who: 'supportEngineer' }] },
  );
  await course.step('approver', 'order/review-record', approval, {
    reviewerNotPerformer: { who: 'manager' },
    reviewSigned: { but: { signature: undefined } },
  });
}
