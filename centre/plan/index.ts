/** The service plan as a document: read it, check it, ask it. */
export { readPlan } from './read-plan.ts';
export type { PlanReading } from './read-plan.ts';
export { PLAN_VERSION, planJsonSchema, servicePlanSchema } from './plan.schema.ts';
export type { PlanCommitment, ProviderBlocks, ServicePlan } from './plan.schema.ts';
export { checkPlan, passes } from './plan-checks.rules.ts';
export type { PlanCheck, PlanContext } from './plan-checks.rules.ts';
export { checkPlanFile, reportLines } from './check-plan-file.ts';
export { differenceLine, diffPlans } from './plan-diff.rules.ts';
export type { PlanDifference } from './plan-diff.rules.ts';
export { differsFromProvider } from './provider-checks.rules.ts';
export type { ProviderDifference } from './provider-checks.rules.ts';
export { citationsOf } from './citations.rules.ts';
export { holidayYears } from './date-checks.rules.ts';
export { diagnose, wordsOf } from './plan-diagnostic.rules.ts';
export type { PlanCode, PlanDiagnostic, PlanFinding, PlanPath, PlanSeverity } from './plan-diagnostic.schema.ts';
export {
  commitmentsOfGate,
  flowSetting,
  forbiddenPhrases,
  formOf,
  recordNumberOf,
  requestKindOf,
  serviceClause,
  servingUnitOf,
  severitiesOfKind,
  severityOrder,
  unknownKind,
  withProvider,
} from './plan.rules.ts';
export { applyPlan } from './apply-plan.ts';
export { foundProvider } from './provider.store.ts';
export { NOTICES_FRESH_MS, storeNotice } from './holidays.store.ts';
export type { HolidayNotice } from './holidays.store.ts';
export { activePlan, noticesOf, NoActivePlan, planById } from './plan.store.ts';
export type { StoredPlan } from './plan.store.ts';
