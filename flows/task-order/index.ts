import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { taskOrderFlow } from './flow.ts';
import { approvalOverdue, timedByApproval } from './steps/approval-overdue.ts';
import { approve, approveAfterwards, reject } from './steps/approve.ts';
import { draftOrder } from './steps/draft.ts';
import { issue, issueUrgently } from './steps/issue.ts';
import { evaluate, submitRecord } from './steps/record.ts';
import { close, returnRecord, reviewRecord } from './steps/review.ts';
import { submit, withdraw } from './steps/submit.ts';
import { accept, finishWork, startWork } from './steps/work.ts';
import { taskOrderFlowTextsEn } from './task-order.texts.en.ts';
import { taskOrderFlowTextsZh } from './task-order.texts.zh.ts';

export const taskOrder: FlowModule = {
  flow: taskOrderFlow,
  steps: [
    draftOrder,
    submit,
    approve,
    reject,
    issue,
    issueUrgently,
    approveAfterwards,
    accept,
    startWork,
    finishWork,
    submitRecord,
    evaluate,
    reviewRecord,
    returnRecord,
    close,
    withdraw,
    approvalOverdue,
  ],
  texts: { zh: taskOrderFlowTextsZh, en: taskOrderFlowTextsEn },
  timed: timedByApproval,
};
