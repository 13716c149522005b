/**
 * Mistakes an author can make: what is written instead of what, and the one error that comes of it. The error stands
 * where `at` first appears after the place of the edit (by default at the whole of what was written).
 */
import type { PlanCode } from './plan-diagnostic.schema.ts';

export interface Mistake {
  name: string;
  from: string;
  to: string;
  /** A second edit that belongs to the first. */
  also?: readonly [from: string, to: string];
  at?: string;
  code: PlanCode;
  path: string;
  /** What the remedy must name. */
  remedy?: string;
}

const clock = (name: string) => `clocks.${name}`;

// One line each, so that the table can be read as one.
// prettier-ignore
export const MISTAKES: readonly Mistake[] = [
  // keys and types
  { name: 'a key of one value that the format does not know', from: '  effectiveFrom: 2026-03-01', to: '  effectivFrom: 2026-03-01', at: 'effectivFrom', code: 'unknownKey', path: 'plan.effectivFrom', remedy: 'effectiveFrom' },
  { name: 'an entry whose id was taken out', from: '{ id: C-1.1-06, clause', to: '{ clause', at: '{ clause: "1.1", quote: "2小时内到达现场"', code: 'missingKey', path: 'commitments[5].id', remedy: 'C-1.1-06' },
  { name: 'a key that the format does not know, near a known one', from: 'warnAt: [50, 80]\n    source: [C-1.1-05', to: 'warntAt: [50, 80]\n    source: [C-1.1-05', at: 'warntAt', code: 'unknownKey', path: clock('response.warntAt'), remedy: 'warnAt' },
  { name: 'a block that the format does not know', from: 'privacy:\n', to: 'privacy_:\n', at: 'privacy_', code: 'unknownKey', path: 'privacy_', remedy: 'privacy' },
  { name: 'a key that is missing', from: '  contractNumber: HT-2026-018\n', to: '', at: 'project:', code: 'missingKey', path: 'project.contractNumber' },
  { name: 'a number written as text', from: 'revision: 1\n', to: 'revision: "1"\n', at: '"1"', code: 'wrongType', path: 'plan.revision' },
  { name: 'a single word where a list is meant', from: 'stop: [callBackMade]', to: 'stop: callBackMade', at: 'callBackMade', code: 'wrongType', path: clock('callBack.stop') },
  { name: 'an empty list', from: 'stop: [callBackMade]', to: 'stop: []', at: 'stop', code: 'emptyNeeded', path: clock('callBack.stop') },
  { name: 'another version of the format', from: 'planVersion: "1.0"', to: 'planVersion: "2.0"', at: '"2.0"', code: 'unsupportedVersion', path: 'planVersion', remedy: '1.0' },
  { name: 'a key given twice', from: '  phone: { number', to: '  phone: { calendar: office }\n  phone: { number', at: 'phone: { number', code: 'duplicateKey', path: 'channels.phone' },
  // the text itself
  { name: 'lines indented with tabs', from: '    start: reportReceived\n    stop: [engineerArrived]', to: '\tstart: reportReceived\n\tstop: [engineerArrived]', code: 'yamlTab', path: '', at: '\tstart' },
  { name: 'a line that stands deeper than the value above it', from: '    calendar: continuous\n    bySeverity: { critical: PT2H', to: '  calendar: continuous\n    bySeverity: { critical: PT2H', at: 'bySeverity: { critical: PT2H', code: 'yamlIndent', path: '' },
  { name: 'a clock at the margin', from: '  arrival:\n    start', to: 'arrival:\n    start', at: 'arrival:', code: 'strayBlock', path: '' },
  { name: 'a block of the wrong name, and its lines unreadable', from: '\nclocks:', to: '\nclock:', also: ['  arrival:\n    start', '  arrival: x\n    start'], at: 'clock:', code: 'strayBlock', path: '', remedy: 'clocks' },
  { name: 'a dash before the first entry alone', from: 'on\n  acknowledge: {', to: 'on\n  - acknowledge: {', at: 'callBack: {', code: 'yamlList', path: '' },
  { name: 'a bracket that is not closed', from: 'signatures: [customer, provider] }, duration: P3Y', to: 'signatures: [customer, provider], duration: P3Y', at: '{ id: warranty', code: 'yamlBracket', path: '', remedy: '}' },
  { name: 'a quote that is not closed', from: 'en: "One inspection each quarter"', to: 'en: "One inspection each quarter', at: '"One inspection', code: 'yamlQuote', path: '' },
  { name: 'a colon in a text without quotes', from: 'en: "One inspection each quarter"', to: 'en: One inspection: each quarter', at: 'One inspection', code: 'yamlColon', path: '' },
  { name: 'a comma left out', from: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05]', to: 'limit: PT24H calendar: continuous, source: [C-1.3.6-05]', at: 'PT24H calendar', code: 'yamlColon', path: '' },
  { name: 'an alias inside its own anchor', from: '  dataErased: []', to: '  dataErased: &itself [*itself]', at: '*itself', code: 'aliasLoop', path: '' },
  { name: 'a full-width colon', from: 'effectiveFrom: 2026-03-01', to: 'effectiveFrom：2026-03-01', at: '：', code: 'fullWidthMark', path: '', remedy: ':' },
  { name: 'a full-width colon behind the name of a block', from: '\nclocks:', to: '\nclocks：', at: '：', code: 'fullWidthMark', path: '', remedy: ':' },
  { name: 'a full-width colon in braces', from: 'limit: PT24H, calendar: continuous, source', to: 'limit：PT24H, calendar: continuous, source', code: 'fullWidthMark', path: clock('responseCeiling.limit：PT24H'), at: 'limit：PT24H', remedy: ':' },
  { name: 'a full-width colon behind the last word that a comma cuts', from: 'duration: P3Y, free: true', to: 'duration: P3Y, free：true', at: 'free：true', code: 'fullWidthMark', path: 'phases[2].free：true', remedy: ':' },
  { name: 'a full-width semicolon between two values', from: 'critical: PT2H, major: PT2H', to: 'critical: PT2H； major: PT2H', at: '；', code: 'fullWidthMark', path: '', remedy: ',' },
  { name: 'a full-width space behind a colon', from: 'effectiveFrom: 2026-03-01', to: 'effectiveFrom:　2026-03-01', at: '　', code: 'strangeSpace', path: '', remedy: '“ ”' },
  { name: 'a line indented with full-width spaces', from: '    limit: P1D\n    outer: P7D', to: '　　limit: P1D\n    outer: P7D', at: '　　limit', code: 'strangeSpace', path: '', remedy: '“ ”' },
  { name: 'a no-break space behind a colon', from: 'effectiveFrom: 2026-03-01', to: 'effectiveFrom:\u00a02026-03-01', at: '\u00a0', code: 'strangeSpace', path: '', remedy: '“ ”' },
  { name: 'a full-width comma', from: 'critical: PT2H, major: PT2H', to: 'critical: PT2H，major: PT2H', at: '，', code: 'fullWidthMark', path: '', remedy: ',' },
  { name: 'two versions not merged', from: 'planVersion: "1.0"', to: '<<<<<<< ours\nplanVersion: "1.0"\n=======\nplanVersion: "1.0"\n>>>>>>> theirs', code: 'mergeMark', path: '', at: '<<<<<<<' },
  // values written as people write them
  { name: 'hours written as 2h', from: 'critical: PT2H, major: PT2H', to: 'critical: 2h, major: PT2H', at: '2h', code: 'invalidDuration', path: clock('arrival.bySeverity.critical'), remedy: 'PT2H' },
  { name: 'hours before the T', from: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05]', to: 'limit: P24H, calendar: continuous, source: [C-1.3.6-05]', at: 'P24H', code: 'invalidDuration', path: clock('responseCeiling.limit'), remedy: 'PT24H' },
  { name: 'a number where a time is meant', from: 'critical: PT2H, major: PT2H', to: 'critical: 2, major: PT2H', at: '2, major', code: 'invalidDuration', path: clock('arrival.bySeverity.critical') },
  { name: 'minutes that are months', from: 'remoteDiagnosisEnded, restored], limit: PT30M', to: 'remoteDiagnosisEnded, restored], limit: P30M', at: 'P30M', code: 'limitNotInHours', path: clock('remoteAttempt.limit'), remedy: 'PT30M' },
  { name: 'hours where working days are counted', from: 'limit: P3D, calendar: office, unit: workingDays, assumed: true, source: [C-1.3.6-20]', to: 'limit: PT72H, calendar: office, unit: workingDays, assumed: true, source: [C-1.3.6-20]', at: 'PT72H', code: 'limitNotInDays', path: clock('recordReview.limit'), remedy: 'P3D' },
  { name: 'a date with slashes', from: 'effectiveFrom: 2026-03-01', to: 'effectiveFrom: 2026/3/1', at: '2026/3/1', code: 'invalidDate', path: 'plan.effectiveFrom', remedy: '2026-03-01' },
  { name: 'a date in Chinese', from: 'effectiveFrom: 2026-03-01', to: 'effectiveFrom: 2026年3月1日', at: '2026年3月1日', code: 'invalidDate', path: 'plan.effectiveFrom', remedy: '2026-03-01' },
  { name: 'a range with a dash', from: '2026-05-01/2026-05-05', to: '2026-05-01 - 2026-05-05', code: 'invalidDate', path: 'holidaySets.cnStatutory.2026.off[3]', remedy: '2026-05-01/2026-05-05' },
  { name: 'hours with spaces', from: 'mon: ["08:30-17:00"]', to: 'mon: ["08:30 – 17:00"]', at: '"08:30 – 17:00"', code: 'invalidInterval', path: 'calendars.office.hours.mon[0]', remedy: '08:30-17:00' },
  { name: 'a weekday written out', from: 'hours: { mon: [', to: 'hours: { monday: [', at: 'monday', code: 'unknownKey', path: 'calendars.office.hours.monday', remedy: 'mon' },
  { name: 'a share with a percent sign', from: 'satisfaction: { target: { above: 0.99 }', to: 'satisfaction: { target: { above: 99% }', at: '99%', code: 'percentOutOfRange', path: 'quality.objectives.satisfaction.target.above', remedy: '0.99' },
  { name: 'a share with a full-width percent sign', from: 'satisfaction: { target: { above: 0.99 }', to: 'satisfaction: { target: { above: 99％ }', at: '99％', code: 'percentOutOfRange', path: 'quality.objectives.satisfaction.target.above', remedy: '0.99' },
  { name: 'a share in quotes', from: 'satisfaction: { target: { above: 0.99 }', to: 'satisfaction: { target: { above: "0.99" }', at: '"0.99"', code: 'wrongType', path: 'quality.objectives.satisfaction.target.above', remedy: '0.99' },
  { name: 'a share in full-width digits', from: 'satisfaction: { target: { above: 0.99 }', to: 'satisfaction: { target: { above: ０.９９ }', at: '０.９９', code: 'wrongType', path: 'quality.objectives.satisfaction.target.above', remedy: '0.99' },
  { name: 'a warning with a percent sign', from: 'warnAt: [50, 80]\n    source: [C-1.1-05', to: 'warnAt: [50%, 80]\n    source: [C-1.1-05', at: '50%', code: 'wrongType', path: clock('response.warnAt[0]'), remedy: '50' },
  { name: 'a warning in full-width digits', from: 'warnAt: [50, 80]\n    source: [C-1.1-05', to: 'warnAt: [５０, 80]\n    source: [C-1.1-05', at: '５０', code: 'wrongType', path: clock('response.warnAt[0]'), remedy: '50' },
  { name: 'a revision in full-width digits', from: 'revision: 1\n', to: 'revision: １\n', at: '１', code: 'wrongType', path: 'plan.revision', remedy: '1' },
  { name: 'a revision and a half', from: 'revision: 1\n', to: 'revision: 1.5\n', at: '1.5', code: 'wrongType', path: 'plan.revision' },
  { name: 'an id in full-width digits', from: 'source: [C-1.3.6-05] }', to: 'source: [C-1.3.6-０５] }', at: 'C-1.3.6-０５', code: 'invalidFormat', path: clock('responseCeiling.source[0]'), remedy: 'C-1.3.6-05' },
  { name: 'a limit that runs backwards', from: 'limit: PT24H, calendar: continuous, source', to: 'limit: -PT24H, calendar: continuous, source', at: '-PT24H', code: 'invalidDuration', path: clock('responseCeiling.limit'), remedy: 'PT24H' },
  { name: 'a limit of nothing', from: 'limit: PT24H, calendar: continuous, source', to: 'limit: PT0H, calendar: continuous, source', at: 'PT0H', code: 'limitOfNothing', path: clock('responseCeiling.limit') },
  { name: 'yes where true is meant', from: 'severity: major, assumed: true }', to: 'severity: major, assumed: yes }', at: 'yes', code: 'wrongType', path: 'intake.ifKindUnknown.assumed', remedy: 'true' },
  { name: 'an event of half its name', from: 'stop: [engineerArrived]', to: 'stop: [arrived]', at: 'arrived', code: 'unknownEvent', path: clock('arrival.stop[0]'), remedy: 'engineerArrived' },
  { name: 'an entry with nothing in it', from: '  verification: { start: registered, stop: [verified], limit: PT15M, calendar: continuous, assumed: true, source: [C-1.6.2-27] }', to: '  verification:', at: 'verification', code: 'emptyValue', path: clock('verification') },
  { name: 'a word left out that the format knows', from: ', kind: cadence, means: [schedule], responsible: [dedicatedServiceManager] }', to: ', means: [schedule], responsible: [dedicatedServiceManager] }', at: '{ id: C-1.1-14', code: 'missingKey', path: 'commitments[13].kind', remedy: 'cadence' },
  { name: 'a calendar taken out that many clocks use', from: '  continuous: { kind: always }\n', to: '', at: 'calendars:', code: 'nameNotGiven', path: 'calendars', remedy: '' },
  { name: 'a kind of request taken out', from: '  fault: { flow: faultEmergency, clocks: [acknowledge, callBack, recordConsultation, verification, substantiveResponse, nearestDispatch, response, arrival, resolution, responseCeiling] }\n', to: '', at: 'requestKinds:', code: 'nameNotGiven', path: 'requestKinds' },
  { name: 'a severity renamed where it is given', from: '  critical: { zh', to: '  severe: { zh', at: 'severities:', code: 'nameRenamed', path: 'severities' },
  { name: 'a commitment given the id of another', from: 'id: C-1.1-06,', to: 'id: C-1.1-05,', at: 'C-1.1-05', code: 'duplicateId', path: 'commitments[5].id' },
  { name: 'a clock given twice', from: '\n  response:\n', to: '\n  callBack: { start: registered, stop: [callBackMade], limit: PT30M, calendar: continuous }\n  response:\n', at: 'callBack: { start: registered', code: 'duplicateKey', path: clock('callBack') },
  // single values
  { name: 'a limit that is no duration', from: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05]', to: 'limit: 24h, calendar: continuous, source: [C-1.3.6-05]', at: '24h', code: 'invalidDuration', path: clock('responseCeiling.limit') },
  { name: 'a limit by severity that is no duration', from: 'bySeverity: { critical: PT2H', to: 'bySeverity: { critical: 2H', at: '2H', code: 'invalidDuration', path: clock('arrival.bySeverity.critical') },
  { name: 'a day that the calendar does not have', from: 'effectiveFrom: 2026-03-01', to: 'effectiveFrom: 2026-02-29', at: '2026-02-29', code: 'invalidDate', path: 'plan.effectiveFrom' },
  { name: 'a range that ends before it begins', from: '2026-10-01/2026-10-07', to: '2026-10-07/2026-10-01', code: 'invalidDate', path: 'holidaySets.cnStatutory.2026.off[6]' },
  { name: 'hours that close before they open', from: 'mon: ["08:30-17:00"]', to: 'mon: ["17:00-08:30"]', at: '"17:00-08:30"', code: 'invalidInterval', path: 'calendars.office.hours.mon[0]' },
  { name: 'a zone that does not exist', from: 'timezone: Asia/Shanghai', to: 'timezone: Asia/Shanghi', at: 'Asia/Shanghi', code: 'invalidTimezone', path: 'plan.timezone' },
  { name: 'a warning above 100 percent', from: 'warnAt: [50, 80]\n    source: [C-1.1-05', to: 'warnAt: [50, 180]\n    source: [C-1.1-05', at: '180', code: 'outOfRange', path: clock('response.warnAt[1]') },
  // words of the product
  { name: 'an event that no flow writes', from: 'stop: [callBackMade]', to: 'stop: [callBackMaid]', at: 'callBackMaid', code: 'unknownEvent', path: clock('callBack.stop[0]'), remedy: 'callBackMade' },
  { name: 'a subject that no clock can have', from: 'per: quotation, start', to: 'per: quotations, start', at: 'quotations', code: 'unknownSubject', path: clock('quotation.per'), remedy: 'quotation' },
  { name: 'a position that does not exist', from: 'responsible: [branchEngineer, supportEngineer] }', to: 'responsible: [branchEngineer, suportEngineer] }', at: 'suportEngineer', code: 'unknownWord', path: 'commitments[5].responsible[1]', remedy: 'supportEngineer' },
  { name: 'a unit of counting that does not exist', from: 'limit: P2D, calendar: office, unit: workingDays', to: 'limit: P2D, calendar: office, unit: workdays', at: 'workdays', code: 'unknownWord', path: clock('upgradeDelivery.unit'), remedy: 'workingDays' },
  { name: 'a kind of calendar that does not exist', from: 'continuous: { kind: always }', to: 'continuous: { kind: alwais }', at: 'alwais', code: 'unknownWord', path: 'calendars.continuous.kind', remedy: 'always' },
  { name: 'a position of the organisation that does not exist', from: '    qualityController: { count', to: '    qualityControler: { count', at: 'qualityControler', code: 'unknownKey', path: 'organisation.positions.qualityControler', remedy: 'qualityController' },
  // names of the plan
  { name: 'a calendar that the plan does not have', from: 'limit: PT24H, calendar: continuous, source', to: 'limit: PT24H, calendar: continous, source', at: 'continous', code: 'unknownCalendar', path: clock('responseCeiling.calendar'), remedy: 'continuous' },
  { name: 'a calendar of one severity that the plan does not have', from: 'minor: { limit: PT8H, calendar: office }', to: 'minor: { limit: PT8H, calendar: offise }', at: 'offise', code: 'unknownCalendar', path: clock('taskOrderIssue.bySeverity.minor.calendar'), remedy: 'office' },
  { name: 'a severity that the plan does not have', from: 'bySeverity: { critical: PT2H', to: 'bySeverity: { kritical: PT2H', at: 'PT2H', code: 'unknownSeverity', path: clock('arrival.bySeverity.kritical'), remedy: 'critical' },
  { name: 'a severity until verified that the plan does not have', from: 'ifUnknown: major', to: 'ifUnknown: mayor', at: 'mayor', code: 'unknownSeverity', path: 'severityRules.ifUnknown', remedy: 'major' },
  { name: 'a commitment that the plan does not have', from: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05]', to: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05, X-9]', at: 'X-9', code: 'unknownCommitment', path: clock('responseCeiling.source[1]') },
  { name: 'a commitment of another number than any', from: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05]', to: 'limit: PT24H, calendar: continuous, source: [C-1.3.6-05, C-1.1-66]', at: 'C-1.1-66', code: 'unknownCommitment', path: clock('responseCeiling.source[1]'), remedy: 'C-1.1-06 / C-1.1-16' },
  { name: 'a commitment of a gate that the plan does not have', from: 'cancelReason: [C-1.3.1-11]', to: 'cancelReason: [C-1.3.1-11, X-9]', at: 'X-9', code: 'unknownCommitment', path: 'gates.cancelReason[1]' },
  { name: 'a commitment that repeats itself', from: 'repeats: [C-1.3-03]', to: 'repeats: [C-1.3.2-01]', at: 'C-1.3.2-01]', code: 'repeatsLater', path: 'commitments[47].repeats[0]' },
  { name: 'an id given twice', from: '{ id: CT-02,', to: '{ id: CT-01,', at: 'CT-01', code: 'duplicateId', path: 'customer.contacts[1].id' },
  { name: 'a clock of a kind that the plan does not have', from: 'clocks: [acknowledge, recordConsultation, responseCeiling, answer] }\n\nseverities', to: 'clocks: [acknowledge, recordConsultation, responseCeiling, anser] }\n\nseverities', at: 'anser', code: 'unknownClock', path: 'requestKinds.other.clocks[3]', remedy: 'answer' },
  { name: 'a flow of a kind that the plan does not have', from: 'fault: { flow: faultEmergency', to: 'fault: { flow: faultEmergancy', at: 'faultEmergancy', code: 'unknownFlow', path: 'requestKinds.fault.flow', remedy: 'faultEmergency' },
  { name: 'a definition that the product does not have', from: 'definition: standbyLoan@1', to: 'definition: standbyLone@1', at: 'standbyLone@1', code: 'unknownFlow', path: 'flows.standbyLoan.definition', remedy: 'standbyLoan' },
  { name: 'a kind of request that the plan does not have', from: 'ifKindUnknown: { kind: fault', to: 'ifKindUnknown: { kind: fauld', at: 'fauld', code: 'unknownKind', path: 'intake.ifKindUnknown.kind', remedy: 'fault' },
  { name: 'a unit that the organisation does not have', from: 'servingUnit: BR-MY', to: 'servingUnit: BR-MI', at: 'BR-MI', code: 'unknownUnit', path: 'customer.sites[2].servingUnit', remedy: 'BR-MY' },
  { name: 'a site that the customer does not have', from: 'role: customerSiteStaff, site: SITE-01', to: 'role: customerSiteStaff, site: SITE-9', at: 'SITE-9', code: 'unknownSite', path: 'customer.contacts[2].site' },
  { name: 'a channel that the plan does not have', from: 'channels: [phone, email, web, mobile]', to: 'channels: [phone, email, web, mobil]', at: 'mobil', code: 'unknownChannel', path: 'complaints.channels[3]', remedy: 'mobile' },
  { name: 'a holiday set that the plan does not have', from: 'holidays: cnStatutory', to: 'holidays: cnStatutry', at: 'cnStatutry', code: 'unknownHolidaySet', path: 'calendars.office.holidays', remedy: 'cnStatutory' },
  { name: 'a form that the product does not have', from: 'form: inspectionReport', to: 'form: inspectionRaport', at: 'inspectionRaport', code: 'unknownForm', path: 'schedules.inspections.form', remedy: 'inspectionReport' },
  { name: 'an anchor that is on no record', from: 'anchor: warrantyEnds', to: 'anchor: warantyEnds', at: 'warantyEnds', code: 'unknownAnchor', path: clock('renewalOffer.anchor'), remedy: 'warrantyEnds' },
  { name: 'a condition on a field that no record has', from: 'when: { damageCause: notHuman }', to: 'when: { damageCaus: notHuman }', at: 'notHuman', code: 'unknownField', path: clock('replacement.when.damageCaus'), remedy: 'damageCause' },
  { name: 'a condition on a value that the field never has', from: 'when: { faultType: [line, software] }', to: 'when: { faultType: [line, sofware] }', at: 'sofware', code: 'unknownValue', path: clock('partnerContact.when.faultType[1]'), remedy: 'software' },
  { name: 'a guard that no flow has', from: '  dataErased: []', to: '  dataErazed: []', at: 'dataErazed', code: 'unknownGuard', path: 'gates.dataErazed', remedy: 'dataErased' },
  { name: 'a guard left out', from: '  dataErased: []\n', to: '', at: 'gates:', code: 'guardMissing', path: 'gates.dataErased' },
  { name: 'a condition for a commitment that the clock does not cite', from: 'sourceWhen: { C-1.5.1-08: {', to: 'sourceWhen: { C-1.5.1-03: {', at: 'C-1.5.1-03', code: 'conditionOfUncited', path: clock('promisedAnswer.sourceWhen.C-1.5.1-03'), remedy: 'source' },
  { name: 'a condition that no request meets on which the clock runs', from: 'C-1.4.1-10: { kind: consultation }', to: 'C-1.4.1-10: { kind: fault }', at: 'fault', code: 'conditionNeverMet', path: clock('answer.sourceWhen.C-1.4.1-10.kind') },
  { name: 'a condition of a commitment on a severity that the plan does not have', from: 'C-1.1-12: { severity: minor }', to: 'C-1.1-12: { severity: minr }', at: 'minr', code: 'unknownValue', path: clock('substantiveResponse.sourceWhen.C-1.1-12.severity'), remedy: 'minor' },
  // clocks and schedules
  { name: 'a clock without limit', from: 'limit: PT24H, calendar: continuous, source', to: 'calendar: continuous, source', at: 'responseCeiling: {', code: 'clockWithoutLimit', path: clock('responseCeiling') },
  { name: 'a clock with two limits', from: 'limit: PT24H, calendar: continuous, source', to: 'limit: PT24H, bySeverity: { critical: PT1H }, calendar: continuous, source', at: 'responseCeiling: {', code: 'clockWithTwoLimits', path: clock('responseCeiling') },
  { name: 'a clock that never starts', from: 'callBack: { start: reportReceived, ', to: 'callBack: { ', at: 'callBack: {', code: 'clockWithoutStart', path: clock('callBack') },
  { name: 'a clock without calendar', from: 'limit: PT24H, calendar: continuous, source', to: 'limit: PT24H, source', at: 'responseCeiling: {', code: 'clockWithoutCalendar', path: clock('responseCeiling') },
  { name: 'hours counted in working days', from: 'limit: P2D, calendar: office, unit: workingDays', to: 'limit: PT2H, calendar: office, unit: workingDays', at: 'PT2H', code: 'limitNotInDays', path: clock('upgradeDelivery.limit') },
  { name: 'months counted in seconds', from: 'limit: PT24H, calendar: continuous', to: 'limit: P1M, calendar: continuous', at: 'P1M', code: 'limitNotInHours', path: clock('responseCeiling.limit'), remedy: 'PT1M' },
  { name: 'hours on a calendar of days', from: '    limit: P1D\n    outer: P7D', to: '    limit: PT36H\n    outer: P7D', at: 'PT36H', code: 'limitNotInDays', path: clock('replacement.limit') },
  { name: 'a schedule that never comes due', from: 'careCall: { every: P1M, ', to: 'careCall: { ', at: 'careCall', code: 'scheduleWithoutCadence', path: 'schedules.careCall' },
  { name: 'a reopening that should cancel', from: 'cancelOn: [restoredRemotely, visitDeclinedByCustomer], bySeverity', to: 'cancelOn: [restoredRemotely, reopened], bySeverity', at: 'reopened', code: 'eventWithoutEffect', path: clock('nearestDispatch.cancelOn[1]'), remedy: 'reopen' },
  { name: 'a reopening that should start', from: 'start: escalated, stop: [headquartersReplied]', to: 'start: reopened, stop: [headquartersReplied]', at: 'reopened', code: 'eventWithoutEffect', path: clock('escalationReply.start'), remedy: 'reopen' },
  { name: 'an outer limit as long as the limit', from: '    outer: P7D\n', to: '    outer: P1D\n', at: 'P1D', code: 'outerNotLooser', path: clock('replacement.outer') },
  { name: 'a half day that ends before it begins', from: 'makeUpWorkdays: open ', to: 'dates: { 2026-02-14: ["12:00-08:30"] }\n    makeUpWorkdays: open ', at: '"12:00-08:30"', code: 'invalidInterval', path: 'calendars.office.dates.2026-02-14[0]' },
  { name: 'a half day on no date', from: 'makeUpWorkdays: open ', to: 'dates: { 2026-02-30: ["08:30-12:00"] }\n    makeUpWorkdays: open ', at: '2026-02-30', code: 'invalidDate', path: 'calendars.office.dates.2026-02-30' },
  { name: 'what a partner promises for a clock that the plan does not have', from: 'kind: carrier, name: 示例通信公司 }', to: 'kind: carrier, name: 示例通信公司, underpins: { partnerContakt: PT20M } }', at: 'PT20M', code: 'unknownClock', path: 'project.partners[1].underpins.partnerContakt', remedy: 'partnerContact' },
  // two live values for one subject
  { name: 'an inspection every quarter and every half-year', from: 'subject: inspectionCadence, clauses: [C-1.1-14, C-1.6.3-04, C-1.6.3-05], chosen: { schedule: inspections,', to: 'subject: other, clauses: [C-1.1-14], chosen: {', at: '  inspections:\n', code: 'conflictUnsettled', path: 'schedules.inspections' },
  { name: 'a response in one hour and in 24', from: 'clauses: [C-1.1-05, C-1.3.6-05], chosen: { layered: [acknowledge, response, responseCeiling] }', to: 'clauses: [C-1.1-05], chosen: { layered: [acknowledge] }', at: 'responseCeiling: {', code: 'conflictUnsettled', path: clock('responseCeiling') },
  { name: 'office hours and round the clock', from: 'subject: hours, clauses: [C-1.4.1-02, C-1.1-03]', to: 'subject: other, clauses: [C-1.4.1-02]', at: 'office, afterHours', code: 'conflictUnsettled', path: 'channels.phone.calendar' },
  { name: 'inspections that are free and are not', from: 'subject: freeScope, clauses: [C-1.1-20, C-1.6.2-01], chosen: { scope: [system, software, hardware] }', to: 'subject: other, clauses: [C-1.1-20, C-1.6.2-01], chosen: {}', also: ['freeInspections: true', 'freeInspections: false'], at: 'false, freeReplacement', code: 'conflictUnsettled', path: 'entitlements.warranty.freeInspections' },
  { name: 'a settlement on a unit that the organisation does not have', from: 'chosen: { unit: QG }', to: 'chosen: { unit: QC }', at: 'QC', code: 'unknownUnit', path: 'conflicts[9].chosen.unit', remedy: 'QG' },
  { name: 'a warranty that begins in two ways', from: 'from: { event: finalAcceptanceSigned, signatures: [customer, provider] }', to: 'from: { event: finalAcceptanceSigned, after: trialRun, signatures: [customer, provider] }', code: 'phaseEdgeTwice', path: 'phases.warranty.from', at: 'from: { event: finalAcceptanceSigned, after' },
  { name: 'a warranty that ends in two ways', from: 'duration: P3Y, free: true, source: [C-1.1-20', to: 'to: { event: finalAcceptance }, duration: P3Y, free: true, source: [C-1.1-20', code: 'phaseEdgeTwice', path: 'phases.warranty.to', at: 'to: { event: finalAcceptance }, duration' },
  // the rest of the checks
  { name: 'a commitment that nothing carries out', from: 'source: [C-1.3.1-12] }', to: 'source: [] }', at: 'C-1.3.1-12', code: 'uncitedCommitment', path: 'commitments[46].id' },
  { name: 'an outer limit that no conflict settles', from: 'subject: replacement, clauses: [C-1.1-09, C-1.6.2-11], chosen: { clock: replacement,', to: 'subject: other, clauses: [C-1.1-09, C-1.6.2-11], chosen: {', at: '  replacement:\n', code: 'conflictUnsettled', path: clock('replacement') },
  { name: 'an organisation called complete that has no quality group', from: 'kind: qualityGroup', to: 'kind: branch', at: 'organisationComplete', code: 'organisationIncomplete', path: 'rules[0].what', remedy: 'qualityGroup' },
  { name: 'a site that nobody serves', from: 'servingUnit: BR-MY, travelTime: PT50M }', to: 'travelTime: PT50M }', also: [', covers: [SITE-02]', ''], at: '{ id: SITE-02', code: 'siteWithoutUnit', path: 'customer.sites[2]' },
  { name: 'a holiday in another year', from: 'makeUp: [2026-01-04,', to: 'makeUp: [2025-01-04,', at: '2025-01-04', code: 'dateOutsideYear', path: 'holidaySets.cnStatutory.2026.makeUp[0]' },
  { name: 'a make-up day that is a day off', from: 'makeUp: [2026-01-04,', to: 'makeUp: [2026-01-02,', at: '2026-01-02', code: 'dayOffAndWorked', path: 'holidaySets.cnStatutory.2026.makeUp[0]' },
  { name: 'days of the plan’s own that are off and worked', from: 'makeUpWorkdays: open ', to: 'extraOff: [2026-03-02/2026-03-06]\n    extraOn: [2026-02-28, 2026-03-06/2026-03-07]\n    makeUpWorkdays: open ', at: '2026-03-06/2026-03-07', code: 'dayOffAndWorked', path: 'calendars.office.extraOn[1]' },
  { name: 'a number pattern without sequence', from: 'recordNumber: "QR-OP11-{yyyy}-{seq}"', to: 'recordNumber: "QR-OP11-{yyyy}"', at: '"QR-OP11-{yyyy}"', code: 'patternWithoutSequence', path: 'forms.inspectionReport.recordNumber' },
  { name: 'a number pattern without year', from: 'recordNumber: "QR-OP11-{yyyy}-{seq}"', to: 'recordNumber: "QR-OP11-{seq}"', at: '"QR-OP11-{seq}"', code: 'patternWithoutYear', path: 'forms.inspectionReport.recordNumber' },
  { name: 'a placeholder that stands for nothing', from: 'recordNumber: "QR-OP11-{yyyy}-{seq}"', to: 'recordNumber: "QR-OP11-{yyyy}-{site}-{seq}"', at: '"QR-OP11-{yyyy}-{site}-{seq}"', code: 'unknownPlaceholder', path: 'forms.inspectionReport.recordNumber' },
  { name: 'two forms of one number pattern', from: 'recordNumber: "QR-OP11-{yyyy}-{seq}"', to: 'recordNumber: "QR-OP10A-{yyyy}-{seq}"', at: '"QR-OP10A-{yyyy}-{seq}", numberAssumed', code: 'patternsCollide', path: 'forms.inspectionReport.recordNumber' },
  { name: 'a form left out', from: '  consent: {', to: '  # {', at: 'forms:', code: 'formMissing', path: 'forms.consent' },
  { name: 'a form of the wrong name', from: '  inspectionReport: { zh: 系统定期巡检报告', to: '  inspectionRaport: { zh: 系统定期巡检报告', at: 'inspectionRaport', code: 'unknownKey', path: 'forms.inspectionRaport', remedy: 'inspectionReport' },
  { name: 'a target of 99 percent written as 99', from: 'satisfaction: { target: { above: 0.99 }', to: 'satisfaction: { target: { above: 99 }', at: '99 }', code: 'percentOutOfRange', path: 'quality.objectives.satisfaction.target.above' },
  { name: 'a target with two bounds', from: 'satisfaction: { target: { above: 0.99 }', to: 'satisfaction: { target: { above: 0.99, equals: 1 }', at: 'target', code: 'targetWithoutBound', path: 'quality.objectives.satisfaction.target' },
  { name: 'a formula that is no quotient', from: 'formula: satisfiedRatings / ratings', to: 'formula: satisfiedRatings * 100', at: 'satisfiedRatings * 100', code: 'formulaUnreadable', path: 'quality.objectives.satisfaction.formula' },
  { name: 'a formula of what nobody counts', from: 'formula: satisfiedRatings / ratings', to: 'formula: satisfiedRatings / rattings', at: 'satisfiedRatings / rattings', code: 'unknownQuantity', path: 'quality.objectives.satisfaction.formula', remedy: 'ratings' },
  { name: 'a milestone before an earlier one', from: 'initialAcceptance: 2026-03-20', to: 'initialAcceptance: 2026-01-02', at: '2026-01-02', code: 'milestonesOutOfOrder', path: 'milestones.initialAcceptance' },
];
