import { differencesByClause } from '../plan-diff-report.rules.ts';
import { diffPlans, shown } from '../plan-diff.rules.ts';
import type { ServicePlan } from '../plan.schema.ts';
import type { ClausesChanged } from './plan-drafts.schema.ts';

/** What changes from one plan to the next, by clause, with values as they are quoted; nothing where there is none before. */
export function differencesTold(older: ServicePlan | undefined, newer: ServicePlan): ClausesChanged[] {
  if (older === undefined) return [];
  return differencesByClause(diffPlans(older, newer), { older, newer }).map(({ clauses, differences }) => ({
    clauses,
    differences: differences.map(({ path, before, after, isWeaker, wasAssumed }) => ({
      path: path.join('.'),
      before: shown(before),
      after: shown(after),
      isWeaker,
      wasAssumed,
    })),
  }));
}
