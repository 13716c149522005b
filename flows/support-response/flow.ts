import { intakeRows } from '#flows/intake/rows.ts';
import type { FlowDefinition } from '#platform/flow/flow.ts';

const open = [
  'registered',
  'contacted',
  'inHandling',
  'escalated',
  'jointHandling',
  'deferred',
  'taskOrdered',
  'answered',
  'resolved',
];

const manager = 'dedicatedServiceManager';
const engineers = ['branchEngineer', 'supportEngineer'];

/**
 * From a question to its answer (技术支持响应流程), after flows.md F1: the short loop of the branch, the answer promised for later, the long loop through
 * headquarters, the task order.
 * Beyond that table: `remind` is a row, so that each reminder is an event; what fills the consultation record asks `approvedForm`, texts to the customer ask `noForbiddenPhrase` (common rule 10).
 */
export const supportResponseFlow: FlowDefinition = {
  id: 'supportResponse',
  version: 1,
  subject: 'serviceRequest',
  states: ['received', ...open, 'closed', 'cancelled'],
  initial: 'received',
  final: ['closed', 'cancelled'],
  rows: [
    ...intakeRows({ open, contacted: 'contacted' }),
    { event: 'startHandling', from: ['contacted'], to: 'inHandling', by: engineers, guards: [], writes: [], rank: 1 },
    {
      event: 'answer',
      from: ['inHandling', 'jointHandling', 'deferred'],
      to: 'answered',
      by: engineers,
      guards: ['approvedForm', 'answerComplete', 'noForbiddenPhrase'],
      writes: ['answered', 'substantiveResponseGiven'],
      rank: 1,
    },
    {
      event: 'defer',
      from: ['inHandling', 'jointHandling'],
      to: 'deferred',
      by: engineers,
      guards: ['deferralComplete', 'noForbiddenPhrase'],
      writes: ['promisedAnswerSet', 'substantiveResponseGiven'],
      rank: 2,
    },
    {
      event: 'orderTask',
      from: ['inHandling', 'jointHandling'],
      to: 'taskOrdered',
      by: [manager, ...engineers],
      guards: ['approvedForm', 'furtherHandling', 'taskTold', 'visitReason', 'noForbiddenPhrase'],
      writes: ['promisedAnswerSet', 'substantiveResponseGiven', 'taskNeeded'],
      rank: 3,
    },
    {
      event: 'escalate',
      from: ['inHandling', 'deferred'],
      to: 'escalated',
      by: ['branchEngineer'],
      guards: ['escalationReason'],
      writes: ['escalated'],
      rank: 4,
    },
    {
      event: 'assignHeadquarters',
      from: ['escalated'],
      to: 'jointHandling',
      by: [manager],
      guards: ['engineerCompetent', 'branchStays'],
      writes: [],
      rank: 1,
    },
    {
      event: 'adviseBranch',
      from: ['escalated', 'jointHandling'],
      to: null,
      by: ['supportEngineer'],
      guards: ['adviceWritten'],
      writes: ['headquartersReplied'],
      rank: 5,
    },
    {
      event: 'taskFinished',
      from: ['taskOrdered'],
      to: 'answered',
      by: ['system'],
      guards: ['recordSubmitted'],
      writes: ['answered'],
      silent: true,
    },
    {
      event: 'confirm',
      from: ['answered'],
      to: 'resolved',
      by: ['customer', manager],
      guards: [],
      writes: ['requestResolved'],
      rank: 1,
    },
    { event: 'notSolved', from: ['answered'], to: 'inHandling', by: ['customer'], guards: [], writes: ['reopened'], rank: 2 },
    {
      event: 'remind',
      from: ['answered'],
      to: null,
      by: ['system'],
      guards: ['twoReminders'],
      writes: [],
      silent: true,
    },
    {
      event: 'noReply',
      from: ['answered'],
      to: 'resolved',
      by: ['system'],
      guards: ['twoReminders'],
      writes: ['requestResolved'],
      silent: true,
    },
    {
      event: 'linkKnowledge',
      from: ['resolved'],
      to: 'closed',
      by: ['supportEngineer', 'branchEngineer', 'centreManagerAssistant'],
      guards: ['knowledgeLink', 'consultationComplete'],
      writes: ['knowledgeLinked'],
      rank: 1,
    },
    {
      event: 'reopen',
      from: ['closed'],
      to: 'inHandling',
      by: ['customer', manager],
      guards: ['reopenReason'],
      writes: ['reopened'],
      rank: 50,
    },
  ],
};
