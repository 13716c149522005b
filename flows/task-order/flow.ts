import type { FlowDefinition } from '#platform/flow/flow.ts';

const underway = ['issued', 'accepted', 'inExecution', 'workDone', 'recorded', 'reviewed'];

/**
 * Life of a task order (维护与服务任务书), after flows.md F13: proposed, approved by somebody else, issued, accepted, carried out, recorded, reviewed.
 * Beyond that table: `issue` and `issueUrgently` ask `engineerCompetent` too, because a visit is assigned with them; work of a visit starts and ends with
 * the visit's own `checkIn` and `departureWhileDown`; `evaluate` needs the evaluation itself.
 */
export const taskOrderFlow: FlowDefinition = {
  id: 'taskOrder',
  version: 1,
  subject: 'taskOrder',
  states: ['draft', 'submitted', 'approved', 'issued', 'accepted', 'inExecution', 'workDone', 'recorded', 'reviewed', 'closed', 'withdrawn'],
  initial: 'draft',
  final: ['closed', 'withdrawn'],
  rows: [
    { event: 'draft', from: [], to: 'draft', by: ['dedicatedServiceManager', 'supportEngineer', 'branchEngineer'], guards: ['requestNamed', 'approvedForm'], writes: [], rank: 40 },
    { event: 'submit', from: ['draft'], to: 'submitted', by: ['proposer'], guards: ['orderContent'], writes: [], rank: 1 },
    { event: 'approve', from: ['submitted'], to: 'approved', by: ['approvingManager'], guards: ['approverNotProposer', 'approvalSigned'], writes: [], rank: 1 },
    { event: 'reject', from: ['submitted'], to: 'draft', by: ['approvingManager'], guards: ['approvalSigned'], writes: [], rank: 20 },
    { event: 'issue', from: ['approved'], to: 'issued', by: ['dedicatedServiceManager'], guards: ['peopleNamed', 'engineerCompetent'], writes: ['taskOrderIssued'], rank: 1 },
    { event: 'issueUrgently', from: ['draft', 'submitted'], to: 'issued', by: ['dedicatedServiceManager', 'onCall'], guards: ['urgentReason', 'peopleNamed', 'engineerCompetent'], writes: ['taskOrderIssued'], rank: 30 },
    { event: 'approveAfterwards', from: underway, to: null, by: ['approvingManager'], guards: ['approverNotProposer', 'approvalSigned'], writes: [], rank: 10 },
    { event: 'accept', from: ['issued'], to: 'accepted', by: ['taskLeader'], guards: ['orderAccepted'], writes: ['taskOrderAccepted'], rank: 1 },
    { event: 'startWork', from: ['accepted'], to: 'inExecution', by: ['taskLeader'], guards: ['checkIn', 'approvedForm'], writes: [], rank: 1 },
    { event: 'finishWork', from: ['inExecution'], to: 'workDone', by: ['taskLeader'], guards: ['departureWhileDown'], writes: ['workDone'], rank: 1 },
    { event: 'submitRecord', from: ['workDone'], to: 'recorded', by: ['performer'], guards: ['recordComplete', 'recordSigned'], writes: ['serviceRecordSubmitted'], rank: 1 },
    { event: 'evaluate', from: ['workDone', 'recorded'], to: null, by: ['customer', 'performer'], guards: ['notOnSite', 'evaluationNoted'], writes: ['evaluationGiven'], rank: 2 },
    { event: 'reviewRecord', from: ['recorded'], to: 'reviewed', by: ['approvingManager'], guards: ['reviewerNotPerformer', 'evaluationNoted', 'reviewSigned'], writes: ['serviceRecordReviewed'], rank: 1 },
    { event: 'returnRecord', from: ['recorded'], to: 'workDone', by: ['approvingManager'], guards: ['reviewSigned'], writes: [], rank: 20 },
    { event: 'close', from: ['reviewed'], to: 'closed', by: ['system'], guards: ['orderApproved'], writes: [], silent: true },
    { event: 'withdraw', from: ['draft', 'submitted', 'approved', 'issued'], to: 'withdrawn', by: ['proposer', 'dedicatedServiceManager'], guards: ['withdrawReason'], writes: [], rank: 90 },
  ],
};
