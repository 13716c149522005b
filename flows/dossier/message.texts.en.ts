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
  roundAlert:
    'Round {round} did not solve it; round {next} of diagnosis begins. The dedicated service manager is asked to arrange it.',
  roundToManager: 'Round {next} has begun: the centre manager is asked to step in.',
  result: 'Result of the round',
  requestOver: 'The request is over; it is not needed any more.',
  portal: 'Customer portal',
  separator: ', ',
  colon: ': ',
};
