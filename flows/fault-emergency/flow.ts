import { intakeRows } from '#flows/intake/rows.ts';
import type { FlowDefinition } from '#platform/flow/flow.ts';

const unsolved = ['registered', 'verified', 'diagnosing', 'typed', 'treating'];
const open = [...unsolved, 'restored', 'resolved', 'reported'];

const manager = 'dedicatedServiceManager';
const engineers = ['supportEngineer', 'branchEngineer'];

/**
 * From a fault to its end (技术故障应急流程), after flows.md F5. Beside the states runs the road (`none` … `onSite`), which the visit owns:
 * `dispatch` and `arrive` move the road alone, but for the arrival that begins the diagnosis.
 * Beyond that table: forms and texts to the customer ask `approvedForm` and `noForbiddenPhrase` (common rule 10); the customer may fire `restore`
 * after an engineer has reported how, because it is the customer's word that restores.
 */
export const faultEmergencyFlow: FlowDefinition = {
  id: 'faultEmergency',
  version: 1,
  subject: 'serviceRequest',
  states: ['received', ...open, 'closed', 'cancelled'],
  initial: 'received',
  final: ['closed', 'cancelled'],
  rows: [
    ...intakeRows({ open }),
    { event: 'verify', from: ['registered'], to: 'verified', by: [manager], guards: ['verificationChecklist'], writes: ['verified'], rank: 1 },
    { event: 'setSeverity', from: ['verified', 'diagnosing', 'typed', 'treating'], to: null, by: [manager, 'supportEngineer'], guards: ['severityReason', 'loweringAgreed'], writes: [], rank: 20 },
    { event: 'noFault', from: ['registered', 'verified'], to: 'closed', by: [manager], guards: ['noFaultAgreed', 'noForbiddenPhrase'], writes: ['cancel'], rank: 45 },
    { event: 'respond', from: ['verified'], to: null, by: [manager, 'supportEngineer'], guards: ['faultResponse', 'noForbiddenPhrase'], writes: ['substantiveResponseGiven'], rank: 1 },
    { event: 'respond', from: ['diagnosing', 'typed', 'treating', 'restored'], to: null, by: [manager, 'supportEngineer'], guards: ['faultResponse', 'noForbiddenPhrase'], writes: ['substantiveResponseGiven'], rank: 10 },
    { event: 'notRemote', from: ['verified', 'diagnosing'], to: 'diagnosing', by: ['supportEngineer', manager, 'system'], guards: ['notRemoteReason'], writes: ['remoteDiagnosisEnded'], rank: 4 },
    { event: 'declineVisit', from: unsolved, to: null, by: ['customer', manager], guards: ['declineNoted'], writes: ['visitDeclinedByCustomer'], rank: 40 },
    { event: 'dispatch', from: unsolved, to: null, by: [manager, 'onCall'], guards: ['approvedForm', 'engineerCompetent', 'orderIssued', 'nearestOrReason', 'levelTwoBoth'], writes: ['engineerDispatched'], rank: 3 },
    // The visit writes that the engineer arrived; seen from the fault the same arrival begins the diagnosis.
    { event: 'arrive', from: ['verified'], to: 'diagnosing', by: engineers, guards: ['checkIn'], writes: [], silent: true },
    { event: 'arrive', from: open.filter((state) => state !== 'verified'), to: null, by: engineers, guards: ['checkIn'], writes: [], silent: true },
    { event: 'classify', from: ['verified', 'diagnosing'], to: 'typed', by: engineers, guards: ['faultClassified'], writes: ['faultTypeSet'], rank: 2 },
    { event: 'treat', from: ['typed'], to: 'treating', by: engineers, guards: ['actionOfType', 'guidanceSteps', 'claimOpened', 'noForbiddenPhrase'], writes: [], rank: 1 },
    { event: 'treat', from: ['treating'], to: null, by: engineers, guards: ['actionOfType', 'guidanceSteps', 'claimOpened', 'noForbiddenPhrase'], writes: [], rank: 4 },
    { event: 'contactPartner', from: ['typed', 'treating'], to: null, by: ['supportEngineer'], guards: ['partnerReference'], writes: ['partnerContacted'], rank: 5 },
    { event: 'giveTool', from: ['typed', 'treating'], to: null, by: ['supportEngineer'], guards: ['toolNamed'], writes: ['removalToolGiven'], rank: 6 },
    { event: 'restore', from: ['treating'], to: 'restored', by: [...engineers, 'customer'], guards: ['restoredHow', 'stepsRecorded', 'restorationConfirmed'], writes: ['restored'], rank: 1 },
    { event: 'notSolved', from: ['treating'], to: 'diagnosing', by: [...engineers, 'customer'], guards: ['resultNoted'], writes: [], rank: 2 },
    { event: 'permanentFix', from: ['restored'], to: 'resolved', by: engineers, guards: ['causeKnown', 'fullyRestored'], writes: ['requestResolved'], rank: 1 },
    { event: 'sendReport', from: ['resolved'], to: 'reported', by: ['supportEngineer'], guards: ['approvedForm', 'resolutionSections', 'noForbiddenPhrase'], writes: ['resolutionReportSent'], rank: 1 },
    { event: 'linkKnowledge', from: ['resolved', 'reported'], to: null, by: [...engineers, 'centreManagerAssistant'], guards: ['knowledgeLink'], writes: ['knowledgeLinked'], rank: 2 },
    { event: 'close', from: ['reported'], to: 'closed', by: [manager], guards: ['recordsReviewed', 'knowledgeLink', 'loansSettled', 'opinionOnFile'], writes: [], rank: 1 },
  ],
};
