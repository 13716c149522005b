import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { intakeSteps } from '#flows/intake/index.ts';
import { faultEmergencyTextsEn } from './fault-emergency.texts.en.ts';
import { faultEmergencyTextsZh } from './fault-emergency.texts.zh.ts';
import { timedByRemote } from './remote.rules.ts';
import { faultEmergencyFlow } from './flow.ts';
import { arrive } from './steps/arrive.ts';
import { classify } from './steps/classify.ts';
import { close } from './steps/close.ts';
import { contactPartner } from './steps/contact-partner.ts';
import { declineVisit } from './steps/decline-visit.ts';
import { dispatch } from './steps/dispatch.ts';
import { giveOpinion } from './steps/give-opinion.ts';
import { giveTool } from './steps/give-tool.ts';
import { linkKnowledge } from './steps/link-knowledge.ts';
import { noFault } from './steps/no-fault.ts';
import { notRemote } from './steps/not-remote.ts';
import { notSolved } from './steps/not-solved.ts';
import { permanentFix } from './steps/permanent-fix.ts';
import { respond } from './steps/respond.ts';
import { restore } from './steps/restore.ts';
import { sendReport } from './steps/send-report.ts';
import { setSeverity } from './steps/set-severity.ts';
import { startRemote } from './steps/start-remote.ts';
import { treat } from './steps/treat.ts';
import { verify } from './steps/verify.ts';

/** F5: from a fault to its end. */
export const faultEmergency: FlowModule = {
  flow: faultEmergencyFlow,
  steps: [
    ...intakeSteps,
    verify,
    setSeverity,
    noFault,
    respond,
    startRemote,
    notRemote,
    declineVisit,
    dispatch,
    arrive,
    classify,
    treat,
    contactPartner,
    giveTool,
    restore,
    notSolved,
    permanentFix,
    sendReport,
    linkKnowledge,
    giveOpinion,
    close,
  ],
  texts: { zh: faultEmergencyTextsZh, en: faultEmergencyTextsEn },
  timed: timedByRemote,
};
