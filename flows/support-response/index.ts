import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { intakeSteps } from '#flows/intake/index.ts';
import { supportResponseFlow } from './flow.ts';
import { answer } from './steps/answer.ts';
import { confirm, notSolved } from './steps/customer-word.ts';
import { defer } from './steps/defer.ts';
import { adviseBranch, assignHeadquarters, escalate } from './steps/escalate.ts';
import { linkKnowledge } from './steps/link-knowledge.ts';
import { orderTask } from './steps/order-task.ts';
import { reopen } from './steps/reopen.ts';
import { noReply, remind, timedBySilence } from './steps/silence.ts';
import { startHandling } from './steps/start-handling.ts';
import { taskFinished } from './steps/task-finished.ts';
import { supportResponseTextsEn } from './support-response.texts.en.ts';
import { supportResponseTextsZh } from './support-response.texts.zh.ts';

/** F1: from a question to its answer. */
export const supportResponse: FlowModule = {
  flow: supportResponseFlow,
  steps: [
    ...intakeSteps,
    startHandling,
    answer,
    defer,
    orderTask,
    escalate,
    assignHeadquarters,
    adviseBranch,
    taskFinished,
    confirm,
    notSolved,
    remind,
    noReply,
    linkKnowledge,
    reopen,
  ],
  texts: { zh: supportResponseTextsZh, en: supportResponseTextsEn },
  timed: timedBySilence,
};
