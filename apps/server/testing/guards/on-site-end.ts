import { drawn } from '../course.ts';
import type { GuardCourse, GuardDesk } from './guard-desk.ts';

const ATTESTED = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];

/** Classified and treated in three rounds, until it works again. */
export async function treated(desk: GuardDesk, course: GuardCourse): Promise<void> {
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
    'representative',
    'visit/note-waiver',
    { waiver: '同意先撤' },
    { departureWhileDown: [{ but: { waiver: undefined } }, { who: 'branchEngineer', but: { waivedBy: '赵工' } }] },
  );
  await course.step(
    'branchEngineer',
    'restore',
    { how: 'standbyUnit', confirmedBy: '赵工', confirmedMeans: 'onSite' },
    { restoredHow: { but: { how: 'luck' } }, restorationConfirmed: { but: { confirmedMeans: undefined } } },
  );
}

/** Checked and signed by the customer, the record corrected and signed once more. */
export async function departed(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const signature = drawn('赵工', desk.contact('siteStaff'));
  // The customer signs what is done: while the engineer is at work there is nothing to sign yet.
  const early = { block: 'customer', opinion: '好', signature };
  await course.refused('representative', 'record:serviceRecord/sign-record', early, 'approvedForm');
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
  // Half a record is not put before the customer: that is refused before anybody signs.
  const check = { siteCleaned: true, workChecked: true, opinion: '好', signature };
  await course.take('branchEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: '' } });
  await course.refused('siteStaff', 'visit/customer-check', check, 'recordComplete');
  await course.take('branchEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: '换上备机' } });
  await course.step('siteStaff', 'visit/customer-check', check, {
    siteCleaned: { but: { siteCleaned: false } },
    customerChecked: [{ but: { workChecked: false } }, { but: { signature: undefined } }, { but: { opinion: undefined } }],
  });
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
    'representative',
    'record:serviceRecord/sign-record',
    { block: 'customer', opinion: '好', signature },
    'recordComplete',
  );
  await course.step('branchEngineer', 'record:serviceRecord/fill-record', {
    values: { workProcessAndResult: '换上备机，业务恢复' },
  });
  await course.step(
    'representative',
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

/** Approved, reviewed, reported and closed. */
export async function ended(desk: GuardDesk, course: GuardCourse): Promise<void> {
  const approval = { opinion: '同意', signature: drawn('唐经理') };
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
  await course.step('technician', 'give-opinion', { rating: 'satisfied' }, { opinionOnFile: { but: { rating: undefined } } });
  await course.refused('manager', 'close', { loanSettled: 'returned' }, 'knowledgeLink');
  await course.step(
    'supportEngineer',
    'link-knowledge',
    { articleReference: 'KB-1' },
    { knowledgeLink: { but: { articleReference: undefined } } },
  );
  await course.refused('manager', 'close', { loanSettled: 'returned' }, 'recordsReviewed');
  await course.step('approver', 'order/review-record', approval);
  // Issued urgently and never approved: the fault stays open until somebody answers for it.
  await course.refused('manager', 'close', { loanSettled: 'returned' }, 'orderApproved');
  await course.step('approver', 'order/approve-afterwards', approval, {
    approverNotProposer: { who: 'manager' },
    approvalSigned: { but: { signature: undefined } },
  });
  await course.take('supportEngineer', 'record:consultationRecord/fill-record', { values: { recorder: '' } });
  await course.refused('manager', 'close', { loanSettled: 'returned' }, 'consultationComplete');
  await course.take('supportEngineer', 'record:consultationRecord/fill-record', { values: { recorder: '孙工' } });
  await course.step('manager', 'close', { loanSettled: 'returned' }, { loansSettled: { but: { loanSettled: undefined } } });
}
