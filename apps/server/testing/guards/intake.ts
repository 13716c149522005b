import type { GuardCourse, GuardDesk } from './guard-desk.ts';

const forbidden = '这个我们不知道';

/** The one intake, as each kind goes through it: nobody reached, then reached, then registered; paused and resumed. */
export async function intake(desk: GuardDesk, kind: string): Promise<GuardCourse> {
  const course = await desk.open('clerk', {
    channel: 'email',
    contactId: desk.contact('technician'),
    content: '核心交换机无响应',
    ...(kind === 'fault' ? {} : { kind }),
  });
  await course.step(
    'branchEngineer',
    'attempt-contact',
    { number: '+86 10 0000 0004', result: 'noAnswer' },
    { attemptLogged: { but: { result: undefined } } },
  );
  await course.step(
    'branchEngineer',
    'contact',
    { contactName: '王工', channel: 'phone', text: '您好，正在查看' },
    { contactLogged: { but: { contactName: undefined } } },
  );
  const registration = {
    kind,
    siteId: desk.server.house.sites['SITE-01'],
    enquirerName: '王工',
    enquirerPhone: '+86 10 0000 0004',
    content: '核心交换机无响应',
    symptom: '指示灯全灭',
  };
  await course.step('branchEngineer', 'register', registration, {
    approvedForm: { withoutForm: 'consultationRecord' },
    registerComplete: [
      { but: { enquirerPhone: undefined } },
      { but: { content: undefined } },
      { but: { kind: 'inspection' } },
      { but: { siteId: desk.contact('technician') } },
    ],
    severityProvisional: { but: { severity: 'critical' } },
    noForbiddenPhrase: { but: { answer: forbidden } },
  });
  const paused = {
    reason: kind === 'fault' ? 'customerDeniedAccess' : 'customerUnreachable',
    saidBy: '王工',
    saidAt: '2026-10-03T22:00:00+08:00',
  };
  await course.step('branchEngineer', 'pause', paused, {
    pauseCause: [{ but: { saidBy: undefined } }, { but: { reason: 'waitingForVendor' } }],
  });
  await course.step(
    'branchEngineer',
    'resume',
    { reason: paused.reason },
    { pauseCause: { but: { reason: 'customerRequestedDelay' } } },
  );
  return course;
}

/** Withdrawn by the centre, with a reason that the customer reads. */
export async function cancelled(course: GuardCourse): Promise<void> {
  await course.step(
    'manager',
    'cancel',
    { reason: '与另一请求重复，已合并办理' },
    { cancelReason: { but: { reason: undefined } }, noForbiddenPhrase: { but: { reason: forbidden } } },
  );
}
