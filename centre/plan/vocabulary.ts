/**
 * The words of the product that a plan may use but not invent: what flows write, what they ask, what a
 * clock can run on, who can hold a position. Everything else in a plan (clocks, calendars, severities,
 * units, commitments, pause reasons, request kinds) is named by the plan itself.
 * Source: spec flows.md ("Events that clocks name", names in brackets), clock-rules.md R20, roles.md.
 */

import { CUSTOMER_POSITIONS, STAFF_POSITIONS } from '#centre/people/positions.schema.ts';

/** Events that a clock may name in `start`, `stop` and `cancelOn`; each is written by a flow. */
// prettier-ignore
export const CLOCK_EVENTS = [
  'reportReceived', 'registered', 'consultationRecordSaved', 'firstContactMade', 'callBackMade',
  'acknowledgedByPerson', 'substantiveResponseGiven', 'needUnderstood', 'answered', 'promisedAnswerSet',
  'escalated', 'headquartersReplied', 'taskNeeded', 'engineerAssigned',
  'remoteDiagnosisStarted', 'remoteDiagnosisEnded', 'notRemotelySolvable', 'engineerDispatched', 'engineerArrived',
  'restored', 'restoredRemotely', 'visitDeclinedByCustomer', 'verified', 'emergencyKindSet', 'faultTypeSet',
  'partnerContacted', 'vendorInformed', 'removalToolGiven', 'partNeeded', 'partReserved',
  'replacementDecided', 'deliveredToSite',
  'taskOrderIssued', 'taskOrderAccepted', 'workDone', 'serviceRecordSubmitted', 'evaluationGiven', 'serviceRecordReviewed',
  'requestResolved', 'knowledgeLinked', 'resolutionReportSent',
  'needClear', 'proposalSent', 'negativeReportSent', 'quotationNeeded', 'quotationSent', 'contractSigned', 'lastLineDelivered',
  'releaseKnown', 'releaseTestStarted', 'upgradeNecessary', 'upgradePlanApproved', 'upgradeDelivered',
  'inspectionDone', 'findingRaised', 'inspectionReportSent', 'findingClosed',
  'complaintReceived', 'complaintAcknowledged', 'complaintRouted', 'complaintHandled', 'customerAsked',
  'knowledgeDigestSubmitted', 'reopened', 'noticeDelivered', 'offerSent',
] as const;
export type ClockEvent = (typeof CLOCK_EVENTS)[number];

/** Dates on record that a clock may count backwards from (R21). */
export const CLOCK_ANCHORS = ['spareProductionStops', 'personnelChangeEffective', 'warrantyEnds'] as const;

/** What a clock can run on (R20). */
// prettier-ignore
export const CLOCK_SUBJECTS = [
  'serviceRequest', 'taskOrder', 'serviceRecord', 'part', 'finding', 'inspection', 'complaint', 'quotation',
  'release', 'asset', 'residentAssignment', 'project',
] as const;
export type ClockSubject = (typeof CLOCK_SUBJECTS)[number];

/** Fields of a record that a condition (`when`) may ask; flows set them. */
// prettier-ignore
export const CONDITION_FIELDS = [
  'kind', 'severity', 'channel', 'site', 'phase', 'faultType', 'emergencyKind', 'damageCause', 'serviceMode',
  'onSiteTier', 'enquiryStage', 'mode', 'spareKind',
] as const;

/** Instants and dates of a record that a `limit: { field }` may name; flows set them. */
export const LIMIT_FIELDS = ['promisedAnswerAt', 'taskOrder.requiredBy', 'contract.deliverBy'] as const;

/** Guards of the flows; a plan's `gates` names every one of them. */
// prettier-ignore
export const GUARDS = [
  // every flow
  'cancelReason', 'managerHandover', 'pauseCause', 'approvedForm', 'noForbiddenPhrase',
  // charges
  'listedFee', 'freeWork', 'freeReplacement', 'freeInspection', 'freeUpgrade',
  // intake and F1 support response
  'registerComplete', 'severityProvisional', 'attemptLogged', 'contactLogged', 'answerComplete', 'deferralComplete',
  'escalationReason', 'engineerCompetent', 'branchStays', 'adviceWritten', 'furtherHandling', 'taskTold', 'visitReason',
  'recordSubmitted', 'twoReminders', 'knowledgeLink', 'consultationComplete', 'reopenReason',
  // F2 technical exchange
  'offerComplete', 'needAnalysed', 'answerSources', 'articleSaved',
  // F3 enhancement
  'suggestionOrigin', 'enhancementResponse', 'needConfirmed', 'enhancementReport', 'jointAnalysis', 'declineReasons',
  'proposalWithReport', 'priceCap', 'compatibilityCheck', 'disagreementNoted', 'quotationFrozen', 'contractTerms',
  'linesOfContract', 'deliveryReceipt', 'installationRecord', 'patchLevel',
  // F4 software upgrade
  'releaseNamed', 'upgradeResponse', 'testEnvironment', 'testResults', 'upgradeReport', 'upgradeDeclineReasons',
  'upgradeJointAnalysis', 'upgradePlanComplete', 'planWithMedia', 'upgradeModeReason', 'acceptanceMet', 'fallBackTrigger',
  // F5 fault emergency
  'verificationChecklist', 'severityReason', 'loweringAgreed', 'noFaultAgreed', 'faultResponse', 'notRemoteReason',
  'declineNoted', 'nearestOrReason', 'levelTwoBoth', 'faultClassified', 'actionOfType', 'guidanceSteps', 'claimOpened',
  'partnerReference', 'toolNamed', 'partNamed', 'restoredHow', 'stepsRecorded', 'restorationConfirmed', 'resultNoted',
  'causeKnown', 'fullyRestored', 'relapseWindow', 'resolutionSections', 'recordsReviewed', 'loansSettled', 'opinionOnFile',
  // F6 complaint
  'complaintTold', 'responsibleUnit', 'notTheSubject', 'viewNoted', 'viewAsked', 'measureTold', 'neutralAsker',
  'satisfactionProof', 'dissatisfactionNoted', 'threeAttempts', 'withdrawalStatement',
  // F7 inspection
  'insideWindow', 'itemsChosen', 'itemsComplete', 'needsAsked', 'findingsLinked', 'inspectionSigned', 'inspectionReviewed',
  'findingsClosed',
  // F8 knowledge digest
  'authorSenior', 'problemsCovered', 'personalDataRemoved',
  // F9 resident replacement
  'changeReason', 'changesWithinLimit', 'noticeInTime', 'siteStaffConsent', 'successorFit', 'residentApproved',
  // F10 end of life
  'lateNoticeReason', 'lifeDataNamed', 'substituteCompared',
  // F11 site visit and remote session
  'siteRulesAccepted', 'partsReady', 'checkIn', 'consentScope', 'consentLogIn', 'consentOpenEquipment', 'consentAdjust',
  'consentUsePhone', 'consentUseInternet', 'levelTwoReason', 'departureWhileDown', 'attestations', 'siteCleaned',
  'customerChecked', 'phoneInsufficient', 'consentRemoteSession',
  // F12 spare part, standby loan, replacement
  'loanSigned', 'dataErased', 'damageCause', 'deliveredOnSite',
  // F13 task order
  'requestNamed', 'orderContent', 'approverNotProposer', 'approvalSigned', 'peopleNamed', 'urgentReason', 'orderIssued',
  'orderAccepted', 'orderApproved', 'recordComplete', 'recordSigned', 'notOnSite', 'evaluationNoted',
  'reviewerNotPerformer', 'reviewSigned', 'withdrawReason',
  // F14 operation quality report, F15 phases
  'figuresFrozen', 'reportChecked', 'preparedForTrialRun', 'twoSignatures',
] as const;
export type Guard = (typeof GUARDS)[number];

/** Processes of the product; a plan's `flows` says which run for it and by which version. */
// prettier-ignore
export const FLOWS = [
  'supportResponse', 'technicalExchange', 'enhancement', 'softwareUpgrade', 'faultEmergency', 'complaint', 'inspection',
  'knowledgeDigest', 'residentReplacement', 'endOfLife', 'siteVisit', 'remoteSession', 'standbyLoan', 'replacement',
  'taskOrder', 'operationQualityReport', 'phase',
] as const;

export const COMMITMENT_KINDS = ['clock', 'cadence', 'record', 'rule', 'objective', 'entitlement', 'right'] as const;
export const COMMITMENT_MEANS = ['config', 'clock', 'gate', 'schedule', 'metric', 'attest', 'publish', 'checklist'] as const;

/** Positions and functions of the provider that a plan may name: those people hold, those of one record, and whoever the roster names. */
export const POSITIONS = [...STAFF_POSITIONS, 'onCall', 'taskLeader', 'proposer', 'recorder', 'performer', 'enquirer'] as const;
export const ROLES = [...POSITIONS, ...CUSTOMER_POSITIONS] as const;

export const UNIT_KINDS = ['serviceCentre', 'headquarters', 'qualityGroup', 'supportGroup', 'branch'] as const;
export const PARTNER_KINDS = ['integrator', 'vendor', 'carrier'] as const;
export const CHANNELS = ['phone', 'mobile', 'fax', 'email', 'web', 'remote', 'onSite', 'messageDesk'] as const;
export const SERVICE_MODES = ['onSite', 'remote', 'consultation', 'other'] as const;
export const PHASES = ['implementation', 'trialRun', 'warranty', 'postWarranty'] as const;

/** Dates on the contract, in the order in which they can happen. */
export const MILESTONES = ['contractSigned', 'integrationCompleted', 'initialAcceptance', 'finalAcceptanceSigned'] as const;

/** What moves a phase (F15): the milestones, and an acceptance before both have signed it. */
export const PHASE_EVENTS = [...MILESTONES, 'finalAcceptance'] as const;

/** Records of the quality system, each with its folder under `forms/`; a plan gives their numbers and versions. */
// prettier-ignore
export const FORMS = [
  'consultationRecord', 'taskOrder', 'serviceRecord', 'inspectionReport', 'resolutionReport', 'feasibilityReport',
  'upgradePlan', 'quotation', 'operationQualityReport', 'knowledgeDigest', 'endOfLifeNotice', 'personnelChangeNotice',
  'complaintRecord', 'standbyLoan', 'consent',
] as const;
export type FormId = (typeof FORMS)[number];

/** What belongs to the provider and may be left out of every plan but the first that states it. */
export const PROVIDER_BLOCKS = ['organisation', 'onCall', 'holidaySets', 'forms', 'quality'] as const;
