/** Faults of shape: what the schema refuses, as findings, and the part of the plan that is well shaped all the same. */
import type { z } from 'zod';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { planPartsSchema, servicePlanSchema } from './plan.schema.ts';
import type { PlanParts, ServicePlan } from './plan.schema.ts';
import { isTree, valueAt } from './plan-tree.rules.ts';
import { shapeFindings } from './shape-findings.rules.ts';

export type ShapeReading = { plan: ServicePlan } | { findings: PlanFinding[]; parts: PlanParts };

/** Each round takes out what the last one refused; deeper faults than these leave nothing to check. */
const SALVAGE_ROUNDS = 8;

/** Checks the shape. Where it is wrong, all faults come back, with what is left of the plan when they are taken out. */
export function readShape(value: unknown): ShapeReading {
  const whole = servicePlanSchema.safeParse(value);
  if (whole.success) return { plan: whole.data };
  const findings = shapeFindings(servicePlanSchema, value, whole.error.issues);
  return { findings, parts: salvage(structuredClone(value)) };
}

function salvage(value: unknown): PlanParts {
  for (let round = 0; round < SALVAGE_ROUNDS; round += 1) {
    const read = planPartsSchema.safeParse(value);
    if (read.success) return read.data;
    takeOut(
      value,
      read.error.issues.flatMap((issue) => wrongPlaces(issue, value)),
    );
  }
  return {};
}

function wrongPlaces(issue: z.core.$ZodIssue, value: unknown): PlanPath[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return [valueAt(value, path) === undefined ? path.slice(0, -1) : path];
}

function takeOut(value: unknown, wrong: readonly PlanPath[]): void {
  const removedFrom = new Map<unknown[], Set<number>>();
  for (const path of wrong) {
    const last = path.at(-1);
    const holder = valueAt(value, path.slice(0, -1));
    if (last === undefined) continue;
    if (Array.isArray(holder)) removedFrom.set(holder, (removedFrom.get(holder) ?? new Set()).add(Number(last)));
    else if (isTree(holder)) delete (holder as Record<string, unknown>)[last];
  }
  // Lists last and each at once: positions hold until then.
  for (const [list, removed] of removedFrom) {
    let kept = 0;
    for (const [index, item] of list.entries()) if (!removed.has(index)) list[kept++] = item;
    list.length = kept;
  }
}
