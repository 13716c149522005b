/** The service plan as a document: read it, check it, ask it. */
export { readPlan } from './read-plan.ts';
export { PLAN_BYTES_AT_MOST } from './yaml-document.rules.ts';
export { planJsonSchema } from './plan-json-schema.rules.ts';
export { planReference } from './plan-reference.rules.ts';
export type { ServicePlan } from './plan.schema.ts';
export { checkPlanFile, reportLines } from './check-plan-file.ts';
export { diffPlans } from './plan-diff.rules.ts';
export { differenceLines, differencesByClause } from './plan-diff-report.rules.ts';
export type { PlanDiagnostic } from './plan-diagnostic.schema.ts';
export {
  commitmentsOfGate,
  flowSetting,
  forbiddenPhrases,
  formOf,
  mayMove,
  moveTo,
  recordNumberOf,
  requestKindOf,
  serviceClause,
  severitiesOfKind,
  severityOrder,
  unknownKind,
} from './plan.rules.ts';
export { applyPlan, versionToCome } from './apply-plan.ts';
export type { VersionToCome } from './apply-plan.ts';
export { qualityObjectives } from './provider-blocks.store.ts';
export { approvePlan } from './approve-plan.ts';
export { foundProvider } from './provider.store.ts';
export { importNotice, setsInUse, soundNotice } from './import-notice.ts';
export { missingYear, WARN_FROM } from './date-checks.rules.ts';
export { NOTICES_FRESH_MS, holidayTable, storeNotice, yearsThatHold } from './holidays.store.ts';
export { noticesThatStand, takenBackAt } from './notices.store.ts';
export { takeNoticeBack, takingBack } from './take-notice-back.ts';
export type { HolidayNotice } from './holidays.store.ts';
export { activePlan, activePlans, noticesOf, NoActivePlan, planById } from './plan.store.ts';
export type { StoredPlan } from './plan.store.ts';
export { withKnownYears } from './known-years.ts';
export { appendHouseEvent } from './house-events.store.ts';
export { planToRead, readingPlans } from './drafts/plan-drafts.reading.ts';
export type { PlanToRead } from './drafts/plan-drafts.reading.ts';
export { draftById, draftsOf } from './drafts/plan-drafts.store.ts';
export { planRights, type PlanAtHand } from './plan-rights.store.ts';
export { planVersions } from './plan-versions.store.ts';
export { readDraft } from './drafts/plan-drafts.reading.ts';
export { draftRefusals } from './drafts/plan-drafts.texts.ts';
