import type { StoredPlan } from '#centre/plan/index.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { CalendarCorrection } from '../calendar-corrections.rules.ts';
import { planClocksFrom, type PlanClockRules } from '../plan-clocks.rules.ts';
import { clockRulesOf, correctionsOf } from '../plan-rules.ts';

type RulesOf = (stored: Pick<StoredPlan, 'id' | 'plan'>) => PlanClockRules;

/** The same plans counted on the holiday table as it was before an instant, and with what came at it: each read once. */
export function rulesAroundNotice(noticedAt: Instant): { readonly before: RulesOf; readonly after: RulesOf } {
  return {
    before: remembering((plan) =>
      planClocksFrom(
        plan,
        correctionsOf(plan).filter(({ at }) => at < noticedAt),
      ),
    ),
    after: remembering((plan) => {
      const corrections = correctionsOf(plan);
      // Where nothing came since it is what everybody counts by.
      return corrections.every(({ at }) => at <= noticedAt)
        ? clockRulesOf({ id: '', plan })
        : planClocksFrom(
            plan,
            corrections.filter(({ at }) => at <= noticedAt),
          );
    }),
  };
}

/** Plans as they stand, and as they would with a notice that is only looked at. */
export function rulesWithNotice(notice: CalendarCorrection): { readonly before: RulesOf; readonly after: RulesOf } {
  return { before: clockRulesOf, after: remembering((plan) => planClocksFrom(plan, [...correctionsOf(plan), notice])) };
}

function remembering(read: (plan: StoredPlan['plan']) => PlanClockRules): RulesOf {
  const known = new WeakMap<StoredPlan['plan'], PlanClockRules>();
  return ({ plan }) => {
    const rules = known.get(plan) ?? read(plan);
    known.set(plan, rules);
    return rules;
  };
}
