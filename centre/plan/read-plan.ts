/** A plan's text read into a `ServicePlan`, or everything that is wrong with it at once. */
import { diagnose } from './plan-diagnostic.rules.ts';
import type { Locate, PlanDiagnostic } from './plan-diagnostic.schema.ts';
import { checkReferences } from './plan-references.rules.ts';
import { readShape } from './plan-shape.rules.ts';
import type { ServicePlan } from './plan.schema.ts';
import { readYaml } from './yaml-document.rules.ts';

export type PlanReading =
  | { plan: ServicePlan; warnings: PlanDiagnostic[]; locate: Locate }
  | { diagnostics: PlanDiagnostic[] };

/**
 * Reads one YAML document. Gives the plan when nothing is an error: its shape is right and every name it uses is
 * known. What a plan needs beyond that before it may become active is `checkPlan`'s.
 * `fileName` is not opened; it stands for the text in what callers print.
 */
export function readPlan(text: string, _fileName: string): PlanReading {
  const yaml = readYaml(text);
  const faults = diagnose(yaml.faults, yaml.locate);
  if (yaml.value === undefined) return { diagnostics: faults };
  const shape = readShape(yaml.value);
  const findings = 'plan' in shape ? checkReferences(shape.plan, yaml.value) : [...shape.findings, ...checkReferences(shape.parts, yaml.value)];
  const diagnostics = [...faults, ...diagnose(findings, yaml.locate)].sort((a, b) => a.line - b.line || a.column - b.column);
  if ('plan' in shape && diagnostics.every((found) => found.severity === 'warning')) {
    return { plan: shape.plan, warnings: diagnostics, locate: yaml.locate };
  }
  return { diagnostics };
}
