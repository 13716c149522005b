import type { ReviewTexts } from './review.texts.zh.ts';

export const reviewTextsEn: ReviewTexts = {
  offered: 'Changes to the plan that wait for your approval',
  offeredAbout:
    'The provider means to change the service plan. What differs from the plan in force stands below, by clause; until it is approved the present plan holds.',
  representativeOnly: 'The representative approves.',
  whole: 'Show the whole text',
  approveNow: 'Approve these changes',
  approveSure: 'Press again to approve',
  approveAbout: 'It holds for this text to the letter, and goes on record.',
  differences: 'Changes against the version in force',
  comparing: 'Comparing…',
  unreadable:
    'The text cannot be read as a plan yet, so there is nothing to compare. Mend the errors that the checks list first.',
  noDifference: 'Nothing differs from the version in force.',
  counted: (all, weaker) =>
    `${all} ${all === 1 ? 'difference' : 'differences'}, ${weaker === 0 ? 'none of them weaker' : `${weaker} weaker`}.`,
  toApprove: (count) => `${count} of a value that the source gives: the customer has to approve.`,
  noClause: 'No clause: the provider’s own order',
  clause: (clause) => `clause ${clause}`,
  weaker: 'Weaker: the customer approves',
  weakerOwn: 'Weaker than our own value before',
  activation: 'Checks before activation',
  checking: 'Checking…',
  checkMade: (number, all, state) => `Check ${number} of ${all}: ${state}`,
  checkSum: (failed, warned) =>
    failed > 0
      ? `All nine checks are made: ${failed} failed.`
      : warned > 0
        ? `All nine checks passed, ${warned} with a remark.`
        : 'All nine checks passed.',
  unreadSum: 'The text cannot be read as a plan; no check was made.',
  reading: 'The text can be read as a plan',
  checkNames: {
    1: 'Every commitment is cited, and what is cited is there',
    2: 'Every clock and schedule is complete and contradicts no other',
    3: 'Conflicts between clauses are settled',
    4: 'Every site is reached in time by somebody',
    5: 'No gap in the roster of the next 30 days',
    6: 'Calendars and holidays are complete',
    7: 'Forms, gates and the provider’s own blocks agree',
    8: 'Targets, percentages and milestones are possible',
    9: 'What became weaker has the customer’s approval',
  },
  states: {
    passed: 'passed',
    warned: 'passed, with a warning',
    failed: 'failed',
    notChecked: 'not checked',
    running: 'running…',
    comes: 'to come',
    waits: 'waits for the text',
  },
  approvals: 'The customer’s approval',
  customerNeeded: 'Something became weaker: the customer’s representative has to approve this text before it is activated.',
  customerNotNeeded: 'No value that the source gives became weaker; the customer need not approve.',
  approvedHere: (by, on) => `${by} approved this text in the portal on ${on}.`,
  approvedInWriting: (by, on) => `${by} approved this text in writing on ${on}; the digest of the writing is in the evidence.`,
  offer: 'Show it to the customer for approval',
  isOffered: 'The customer can see it',
  offerAbout: 'Another letter in the text, and the customer sees it no longer; an approval no longer counts.',
  attest: 'Record an approval in writing',
  attestBy: 'Who approved',
  attestOn: 'Day of the approval',
  attestFile: 'The writing',
  attestChoose: 'Choose a file',
  attestNow: 'Put it on record',
  activate: 'Activation',
  activateNow: 'Activate this version',
  stopped: 'A check failed; the plan cannot be activated.',
  mayNotActivate: 'The centre manager or the management activates it: somebody who did not write in it.',
};
