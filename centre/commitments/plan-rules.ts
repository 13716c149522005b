import { noticesOf, type HolidayNotice, type StoredPlan } from '#centre/plan/index.ts';
import type { CalendarCorrection } from './calendar-corrections.rules.ts';
import { planClocksFrom, type PlanClockRules } from './plan-clocks.rules.ts';

/** Clocks by plan and state of the provider's holiday table, read once for both: each pair has a plan object of its own. */
const known = new WeakMap<StoredPlan['plan'], PlanClockRules>();

/** The clocks of a stored plan, counted on its calendars and on what the provider's holiday table said since. */
export function clockRulesOf({ plan }: Pick<StoredPlan, 'id' | 'plan'>): PlanClockRules {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const rules = planClocksFrom(plan, correctionsOf(plan));
  known.set(plan, rules);
  return rules;
}

/** What the provider's holiday table said since: with the plan itself all that its clocks are read from. */
export function correctionsOf(plan: StoredPlan['plan']): CalendarCorrection[] {
  return noticesOf(plan).map(asCorrection);
}

/** One that says what the plan says changes nothing and is dropped by the engine. */
function asCorrection({ at, set, year, off, makeUp, source }: HolidayNotice): CalendarCorrection {
  return { at, source, holidaySets: { [set]: { [year]: { off: [...off], makeUp: [...makeUp] } } } };
}
