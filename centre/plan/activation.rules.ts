/** Whether a plan that was read may become active: the nine checks with the facts outside the plan, in words and places. */
import { checkPlan, type PlanContext } from './plan-checks.rules.ts';
import { diagnose } from './plan-diagnostic.rules.ts';
import type { PlanDiagnostic, PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanReading } from './read-plan.ts';

/** Everything that the checks and the reading say, in the order of the lines, each once; an error among them keeps the plan from becoming active. */
export function activationDiagnostics(
  reading: Extract<PlanReading, { plan: unknown }>,
  fileName: string,
  context: PlanContext,
): PlanDiagnostic[] {
  const { plan, locate, warnings } = reading;
  const findings = checkPlan(plan, context).flatMap((check) => check.findings.map(asOfActivation));
  const told = [...warnings, ...diagnose(findings, { fileName, locate, raw: plan })];
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
