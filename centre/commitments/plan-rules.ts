import type { StoredPlan } from '#centre/plan/index.ts';
import { planClocksFrom, type PlanClockRules } from './plan-clocks.rules.ts';

/** Clocks of plan versions, read once each: a stored version never changes. */
const known = new Map<string, PlanClockRules>();

export function clockRulesOf(stored: Pick<StoredPlan, 'id' | 'plan'>): PlanClockRules {
  const found = known.get(stored.id);
  if (found !== undefined) return found;
  const rules = planClocksFrom(stored.plan);
  known.set(stored.id, rules);
  return rules;
}
