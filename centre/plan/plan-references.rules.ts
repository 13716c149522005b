/** Every name that a plan uses must be one that it gives. */
import type { PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts } from './plan.schema.ts';

export function checkReferences(_plan: PlanParts, _raw: unknown): PlanFinding[] {
  return [];
}
