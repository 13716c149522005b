import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { siteVisitFlow } from './flow.ts';
import { siteVisitTextsEn } from './site-visit.texts.en.ts';
import { siteVisitTextsZh } from './site-visit.texts.zh.ts';
import { act, callSecondLevel } from './steps/act.ts';
import { assign } from './steps/assign.ts';
import { customerCheck, leave, objection } from './steps/check.ts';
import { callOff } from './steps/call-off.ts';
import { askConsent } from './steps/consent.ts';
import { answerConsent, withdrawConsent } from './steps/consent-of-customer.ts';
import { noteWaiver, requestDeparture } from './steps/departure.ts';
import { acceptTask, arrive, depart } from './steps/go.ts';

export const siteVisit: FlowModule = {
  flow: siteVisitFlow,
  steps: [
    assign,
    acceptTask,
    depart,
    arrive,
    askConsent,
    answerConsent,
    withdrawConsent,
    act,
    callSecondLevel,
    noteWaiver,
    requestDeparture,
    customerCheck,
    objection,
    leave,
    callOff,
  ],
  texts: { zh: siteVisitTextsZh, en: siteVisitTextsEn },
};
