/** Whether a plan that was read may become active: the nine checks with the facts outside the plan, in words and places. */
import { checksInTurn, type PlanCheck, type PlanContext } from './plan-checks.rules.ts';
import { diagnose } from './plan-diagnostic.rules.ts';
import type { PlanDiagnostic, PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanReading } from './read-plan.ts';

type PlanRead = Extract<PlanReading, { plan: unknown }>;

export interface ActivationCheck extends Omit<PlanCheck, 'findings'> {
  readonly diagnostics: PlanDiagnostic[];
}

/** The nine checks, each with what it says of the plan, made when it is asked for; a failed one keeps the plan from becoming active. */
export function* activationChecks(
  { plan, locate }: PlanRead,
  fileName: string,
  context: PlanContext,
): Generator<ActivationCheck> {
  for (const { number, state, findings } of checksInTurn(plan, context)) {
    const diagnostics = diagnose(findings.map(asOfActivation), { fileName, locate, raw: plan });
    yield { number, state: state === 'failed' && !hasErrors(diagnostics) ? 'warned' : state, diagnostics };
  }
}

/** Everything that the checks and the reading say, in the order of the lines, each once; an error among them keeps the plan from becoming active. */
export function activationDiagnostics(reading: PlanRead, fileName: string, context: PlanContext): PlanDiagnostic[] {
  const told = [
    ...reading.warnings,
    ...[...activationChecks(reading, fileName, context)].flatMap(({ diagnostics }) => diagnostics),
  ];
  return [...new Map(told.map((found) => [`${found.code} ${found.path}`, found])).values()].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}

/** Holiday data may be late (decision 0013): due times are provisional without them, no plan is held up. */
function asOfActivation(finding: PlanFinding): PlanFinding {
  return finding.code === 'holidayYearMissing' ? { ...finding, severity: 'warning' } : finding;
}

export function hasErrors(diagnostics: readonly PlanDiagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
