import { ratingTextsEn, sharedFieldTextsEn, sharedGuardTextsEn } from '#flows/dossier/guards/guards.texts.en.ts';
import { intakeTextsEn } from '#flows/intake/intake.texts.en.ts';
import type { FlowTexts } from '#platform/flow/texts.ts';

export const supportResponseTextsEn: FlowTexts = {
  name: 'Support response',
  states: {
    ...intakeTextsEn.states,
    contacted: 'Contacted',
    inHandling: 'In handling',
    escalated: 'Escalated',
    jointHandling: 'Joint',
    deferred: 'Answer promised',
    taskOrdered: 'Task ordered',
    answered: 'Answered',
    resolved: 'Resolved',
    closed: 'Closed',
  },
  events: {
    ...intakeTextsEn.events,
    startHandling: 'Start handling',
    answer: 'Answer the customer',
    defer: 'Promise an answer',
    orderTask: 'Propose a task order',
    escalate: 'Escalate to headquarters',
    assignHeadquarters: 'Have headquarters join in',
    adviseBranch: 'Advise the branch',
    taskFinished: 'Task finished',
    confirm: 'Confirm the solution',
    notSolved: 'Not solved, go on',
    remind: 'Remind the customer',
    noReply: 'End without a reply',
    linkKnowledge: 'Link knowledge and close',
    reopen: 'Take up again',
  },
  guards: {
    ...intakeTextsEn.guards,
    ...sharedGuardTextsEn,
    answerComplete: { reason: 'The answer is incomplete.', remedy: 'Give finding, what was done, and the next step.' },
    deferralComplete: {
      reason: 'Cannot defer: the customer is told four things.',
      remedy: 'Give the reason, the finding so far, the next step, and when the answer comes.',
    },
    'deferralComplete.past': { reason: 'The time promised has passed.', remedy: 'Promise a time to come.' },
    furtherHandling: {
      reason: 'The consultation record does not say that more is to be done.',
      remedy: 'Tick “further handling” if a task is needed; otherwise answer the customer.',
    },
    taskTold: {
      reason: 'Task or required time are not complete, so the customer does not know them.',
      remedy: 'Give task, required time and mode of service; the customer is told at once.',
    },
    'taskTold.past': { reason: 'The required time has passed.', remedy: 'Set a time to come.' },
    visitReason: {
      reason: 'It is not said why somebody has to come.',
      remedy: 'Give the reason for the visit, or choose another mode of service.',
    },
    escalationReason: {
      reason: 'It is not said why it is escalated.',
      remedy: 'Say why the branch cannot solve it.',
    },
    branchStays: {
      reason: 'Nobody of the branch stays with it.',
      remedy: 'What is escalated is handled jointly: choose the engineer of the branch who stays.',
    },
    'branchStays.headquarters': {
      reason: 'The person chosen is no support engineer of headquarters.',
      remedy: 'Choose the support engineer who joins in.',
    },
    adviceWritten: {
      reason: 'Neither a finding nor a next step is written.',
      remedy: 'Give one of them at least: the branch goes on from there.',
    },
    recordSubmitted: {
      reason: 'The service record of the task is not handed in yet.',
      remedy: 'When the performer hands it in, the request counts as answered.',
    },
    twoReminders: {
      reason: 'Cannot end without a reply: the wait after two reminders is not over.',
      remedy: 'Remind twice and wait 5 working days; a reply in between is handled as such.',
    },
    'twoReminders.notDue': {
      reason: 'No reminder is due: the time has not come, or the customer has replied.',
      remedy: 'It goes out by itself when it is due.',
    },
    reopenReason: { reason: 'It is not said why it is taken up again.', remedy: 'Give the reason.' },
    'reopenReason.late': {
      reason: 'It was closed more than 30 days ago and cannot be taken up again.',
      remedy: 'Report it anew, or ask the dedicated service manager.',
    },
  },
  fields: {
    ...intakeTextsEn.fields,
    ...sharedFieldTextsEn,
    finding: 'Finding',
    action: 'Done so far',
    nextStep: 'Next step',
    files: 'Files',
    promisedAnswerAt: 'Answer by',
    furtherHandling: 'Further handling',
    taskContent: 'Task',
    requiredBy: 'Required by',
    serviceMode: 'Mode of service',
    visitReason: 'Reason for the visit',
    joiningId: 'Engineer of headquarters',
    stayingId: 'Engineer of the branch who stays',
    rating: 'Satisfaction',
    comment: 'Comment',
    saidBy: 'Who of the customer said so',
  },
  options: {
    ...intakeTextsEn.options,
    serviceModes: { onSite: 'On site', remote: 'Remote', consultation: 'Consultation', other: 'Other' },
    ratings: ratingTextsEn,
  },
};
