/** The service plan as a document: read it, check it, ask it. */
export { readPlan } from './read-plan.ts';
export type { PlanReading } from './read-plan.ts';
export { PLAN_VERSION, PROVIDER_BLOCKS, planJsonSchema, servicePlanSchema } from './plan.schema.ts';
export type { PlanCommitment, ProviderBlocks, ServicePlan } from './plan.schema.ts';
export type { PlanCode, PlanDiagnostic, PlanFinding, PlanPath, PlanSeverity } from './plan-diagnostic.schema.ts';
export {
  commitmentsOfGate, flowSetting, forbiddenPhrases, formOf, recordNumberOf, requestKindOf, serviceClause, servingUnitOf,
  severitiesOfKind, severityOrder, unknownKind, withProvider,
} from './plan.rules.ts';
