/**
 * What the rest of the product asks a plan: pure look-ups. Names come from records and from people, so every
 * look-up asks for own keys only (`constructor` is no clock).
 */
import type { PlanForm } from './record.schema.ts';
import type { ProviderBlocks, ServicePlan } from './plan.schema.ts';
import { own } from './plan-tree.rules.ts';
import { PROVIDER_BLOCKS } from './vocabulary.ts';
import type { FormId } from './vocabulary.ts';

export type RequestKind = ServicePlan['requestKinds'][string];

/** Commitments that a guard serves under this plan: none is the provider's own order; `off` means the guard does not hold. A guard that the plan does not name holds as the provider's own order. */
export function commitmentsOfGate(plan: Pick<ServicePlan, 'gates'>, guard: string): string[] | 'off' {
  return own(plan.gates, guard) ?? [];
}

/**
 * A form with its number and version. Activation makes sure that plan and provider together have every form of the
 * product (`withProvider`, check 7), so a form that is not there is a fault of the caller.
 */
export function formOf(plan: Pick<ServicePlan, 'forms'>, formId: string): PlanForm {
  const found =
    formId === 'numbering' ? undefined : own<PlanForm>((plan.forms ?? {}) as Partial<Record<FormId, PlanForm>>, formId);
  if (found === undefined) throw new RangeError(`the plan has no form ${formId}`);
  return found;
}

/** The plan with the provider's stored blocks where it leaves them out; what a plan states is what was compared with them when it was applied. */
export function withProvider(plan: ServicePlan, stored: ProviderBlocks): ServicePlan {
  const lent = PROVIDER_BLOCKS.filter((block) => plan[block] === undefined && stored[block] !== undefined);
  return { ...plan, ...Object.fromEntries(lent.map((block) => [block, stored[block]])) };
}

/**
 * A number by its pattern: `{yyyy}` and `{yy}` the year, `{seq}` the sequence filled with zeros to `pad` digits.
 * `recordNumberOf('QR-{yyyy}-{seq}', 2026, 7, 4)` is `QR-2026-0007`.
 */
export function recordNumberOf(pattern: string, year: number, seq: number, pad: number): string {
  const fullYear = String(year).padStart(4, '0');
  return pattern
    .replaceAll('{yyyy}', fullYear)
    .replaceAll('{yy}', fullYear.slice(-2))
    .replaceAll('{seq}', String(seq).padStart(pad, '0'));
}

/**
 * Flow and clocks of a kind of request. A request without a kind, or with one that the plan does not have, runs as
 * `intake.ifKindUnknown` says; that the plan has this one is checked when it is read.
 */
export function requestKindOf(plan: Pick<ServicePlan, 'requestKinds' | 'intake'>, kind: string | null | undefined): RequestKind {
  const found = own(plan.requestKinds, kind ?? '') ?? own(plan.requestKinds, plan.intake.ifKindUnknown.kind);
  if (found === undefined) throw new RangeError(`the plan has no kind of request ${plan.intake.ifKindUnknown.kind}`);
  return found;
}

/** Kind and severity that a request runs as until `register` names its own. The severity is the kind's own rule where the intake names none. */
export function unknownKind(plan: Pick<ServicePlan, 'intake' | 'severityRules'>): { kind: string; severity: string } {
  const { kind, severity } = plan.intake.ifKindUnknown;
  return { kind, severity: severity ?? plan.severityRules.ifUnknown };
}

/** Severities, the gravest first: the order in which the plan writes them is their order of gravity. */
export function severityOrder(plan: Pick<ServicePlan, 'severities'>): string[] {
  return Object.entries(plan.severities)
    .sort(([, a], [, b]) => a.gravity - b.gravity)
    .map(([id]) => id);
}

/** Severities that a request of this kind may have, the gravest first. */
export function severitiesOfKind(plan: Pick<ServicePlan, 'severities'>, kind: string): string[] {
  return severityOrder(plan).filter((id) => own(plan.severities, id)?.appliesTo.includes(kind) === true);
}

/** Phrases that no text to a customer may hold. */
export function forbiddenPhrases(plan: Pick<ServicePlan, 'conduct'>): string[] {
  return plan.conduct.phrases.forbidden;
}

/** A commitment as people read it: clause, the source's words, the sentence in both languages. */
export function serviceClause(
  plan: Pick<ServicePlan, 'commitments'>,
  commitmentId: string,
): { clause: string; quote: string; zh: string; en: string } | undefined {
  const found = plan.commitments.find(({ id }) => id === commitmentId);
  return found && { clause: found.clause, quote: found.quote, zh: found.zh, en: found.en };
}

/** A waiting time, number of rounds or reminder of a process, where the plan sets its own. */
export function flowSetting(
  plan: Pick<ServicePlan, 'flows'>,
  flowId: string,
  setting: string,
): string | number | boolean | undefined {
  return own(own(plan.flows, flowId)?.settings ?? {}, setting);
}

/** Whether requests of any kind that run go over to this version when it becomes active. */
export function mayMove({ runningRequests }: Pick<ServicePlan, 'runningRequests'>): boolean {
  return (
    runningRequests !== undefined && [runningRequests.onNewVersion, ...Object.values(runningRequests.byKind)].includes('move')
  );
}

/** A request as the question sees it whether it may go over to a version. */
export interface RunningRequest {
  readonly flow: string;
  readonly kind: string | null;
  readonly severity: string | null;
}

/**
 * Whether a request that runs goes over to a version: `keeps` where the version says so, `cannot` where it has no such kind, flow or
 * severity, so that nothing of it could say how the request goes on.
 */
export function moveTo(plan: ServicePlan, request: RunningRequest): 'moves' | 'keeps' | 'cannot' {
  const rule = plan.runningRequests;
  const kind = request.kind ?? plan.intake.ifKindUnknown.kind;
  if ((own(rule?.byKind, kind) ?? rule?.onNewVersion ?? 'keep') === 'keep') return 'keeps';
  const named = own(plan.requestKinds, kind);
  if (named === undefined || (request.kind !== null && named.flow !== request.flow)) return 'cannot';
  if (request.severity === null) return 'moves';
  return own(plan.severities, request.severity)?.appliesTo.includes(kind) === true ? 'moves' : 'cannot';
}
