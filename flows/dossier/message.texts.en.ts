import type { MessageTexts } from './message.texts.zh.ts';

export const messageTextsEn: MessageTexts = {
  finding: 'Finding',
  action: 'Done so far',
  nextStep: 'Next step',
  reason: 'Reason',
  promisedAnswerAt: 'Answer by',
  taskContent: 'Task',
  requiredBy: 'Required by',
  visitReason: 'Reason for the visit',
  overview: 'The fault',
  diagnosis: 'Diagnosis',
  cause: 'Cause',
  solution: 'Solution',
  impact: 'Impact and what remains',
  prevention: 'Prevention and advice',
  dispatched: 'The person on call has sent level {level}: for the dedicated service manager to know.',
  escalated: 'The branch has escalated it to headquarters: {reason}. For the dedicated service manager to assign somebody.',
  roundAlert:
    'Round {round} did not solve it; round {next} of diagnosis begins. The dedicated service manager is asked to arrange it.',
  roundToManager: 'Round {next} has begun: the centre manager is asked to step in.',
  secondLevel:
    'Second-level support is asked for on site. The service manager is to send a headquarters engineer; the branch stays with the task.',
  result: 'Result of the round',
  reminder:
    'Request {number} was answered on {answered}. Please tell us whether it is solved. This is reminder {count} of {of}; without a reply it ends after {until}.',
  approvalOverdue:
    'This task order was issued urgently and is not approved by {time}: the time for a later approval is over. The approving manager is asked to approve it.',
  lateBySystem: 'Fell due while the service was down; recorded afterwards.',
  remoteLimit: 'The time the plan gives to a remote attempt is over, and the fault is not solved.',
  system: 'the system',
  requestOver: 'The request is over; it is not needed any more.',
  withdrawnByCustomer: 'The customer withdrew the request: {reason}',
  taskDone: 'The task is done. What was done, and the result:\n{result}\nPlease confirm whether the problem is solved.',
  taskDoneOnRecord:
    'The task is done; what was done, and the result, stand in the service record. Please confirm whether the problem is solved.',
  orderAnew: 'Another task order deals with your request; it is now required by {time}.',
  joined: 'Joined on {time}: {people}',
  joiner: '{name} ({unit}, level {level})',
  portal: 'Customer portal',
  separator: ', ',
  colon: ': ',
};
