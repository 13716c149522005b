/** What an author is told and not refused for: as `plan-mistakes.fixture.ts`, and the one warning that comes of it. */
import type { Mistake } from './plan-mistakes.fixture.ts';

// One line each, so that the table can be read as one.
// prettier-ignore
export const CAUTIONS: readonly Mistake[] = [
  { name: 'a promise of haste to which nothing gives a number', from: 'source: [C-1.1-04, C-1.1-12,', to: 'source: [C-1.1-12,', also: ['  dataErased: []', '  dataErased: [C-1.1-04]'], at: '"立即作出实质性响应"', code: 'elasticWithoutNumber', path: 'commitments[3].quote' },
  { name: 'a grave fault solved later than a lesser one', from: 'critical: PT5H, major: PT5H', to: 'critical: PT6H, major: PT5H', at: 'PT6H', code: 'graverIsLooser', path: 'clocks.resolution.bySeverity.critical' },
  { name: 'a partner who promises more time than there is', from: 'kind: carrier, name: 示例通信公司 }', to: 'kind: carrier, name: 示例通信公司, underpins: { partnerContact: PT31M } }', at: 'PT31M', code: 'partnerSlower', path: 'project.partners[1].underpins.partnerContact' },
  { name: 'a partner slower than the gravest fault allows', from: 'kind: vendor, name: 示例设备厂商 }', to: 'kind: vendor, name: 示例设备厂商, underpins: { resolution: PT8H } }', at: 'PT8H', code: 'partnerSlower', path: 'project.partners[2].underpins.resolution' },
  { name: 'a site too far away', from: 'travelTime: PT1H10M', to: 'travelTime: PT2H1M', at: 'PT2H1M', code: 'travelOverArrival', path: 'customer.sites[1].travelTime' },
  { name: 'a rate without formula', from: 'formula: complaintsReceived / serviceRequestsClosed, formulaAssumed: true,', to: '', at: 'complaintRate', code: 'rateWithoutFormula', path: 'quality.objectives.complaintRate' },
  // readings that no conflict settles
  { name: 'a service stage before the free period', from: 'subject: serviceStage, clauses: [C-1.6.3-01, C-1.6.2-02]', to: 'subject: other, clauses: [C-1.6.3-01]', at: '  inspections:\n', code: 'readingUnsettled', path: 'schedules.inspections' },
  { name: 'solved, or restored by a spare', from: 'subject: resolution, clauses: [C-1.1-07, C-1.1-08, C-1.4.4-06]', to: 'subject: other, clauses: [C-1.1-07]', at: 'restoredBy', code: 'readingUnsettled', path: 'clocks.resolution.restoredBy' },
  { name: 'sent at once, or remote first', from: 'subject: remoteBeforeSite, clauses: [C-1.1-06, C-1.6.2-04, C-1.4.1-12, C-1.4.3-01]', to: 'subject: other, clauses: [C-1.1-06]', at: '  dispatch: {', code: 'readingUnsettled', path: 'clocks.dispatch' },
  { name: 'a free period as long as the product life', from: 'subject: freePeriodNames, clauses: [C-1.1-16, C-1.1-20, C-1.1-21, C-1.6.2-01]', to: 'subject: other, clauses: [C-1.1-20]', at: '  productLife: {', code: 'readingUnsettled', path: 'entitlements.productLife' },
  { name: 'what is not listed is free, and things are sold', from: 'subject: fees, clauses: [C-1.1-22, C-1.5.2-12]', to: 'subject: other, clauses: [C-1.1-22]', at: 'free\n  feeList', code: 'readingUnsettled', path: 'entitlements.unlistedFees' },
  { name: 'approval first, and an engineer at once', from: 'subject: approvalBeforeDispatch, clauses: [C-1.3.6-12, C-1.1-05], chosen: { retrospectiveApprovalWithin: PT24H }', to: 'subject: other, clauses: [C-1.1-05], chosen: {}', also: ['not: proposer, retrospectiveWithin: PT24H }', 'not: proposer }'], at: 'approval: { by: approvingManager, not: proposer }', code: 'readingUnsettled', path: 'forms.taskOrder.approval' },
  // settlements that the plan does not follow
  { name: 'a make-up day settled open and closed in the calendar', from: 'makeUpWorkdays: open }', to: 'makeUpWorkdays: closed }', at: 'closed', code: 'settlementDiffers', path: 'conflicts[18].chosen.makeUpWorkdays' },
  { name: 'a warranty settled longer than it runs', from: 'chosen: { warrantyPeriod: P3Y', to: 'chosen: { warrantyPeriod: P4Y', at: 'P4Y', code: 'settlementDiffers', path: 'conflicts[11].chosen.warrantyPeriod' },
  { name: 'a retrospective approval settled later than the form allows', from: 'retrospectiveApprovalWithin: PT24H', to: 'retrospectiveApprovalWithin: PT48H', at: 'PT48H', code: 'settlementDiffers', path: 'conflicts[15].chosen.retrospectiveApprovalWithin' },
  { name: 'a channel settled open longer than it is', from: 'channelPhone: office', to: 'channelPhone: continuous', at: 'continuous', code: 'settlementDiffers', path: 'conflicts[3].chosen.channelPhone' },
  { name: 'a settlement that nobody agreed to', from: 'chosen: { unit: QG }, reason: consistentReading, agreed: { by: customerRepresentative, on: 2026-02-25 } }', to: 'chosen: { unit: QG }, reason: consistentReading }', at: '{ id: X10', code: 'conflictNotAgreed', path: 'conflicts[9]' },
];
