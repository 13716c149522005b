import { differencesByClause } from '../plan-diff-report.rules.ts';
import { placeWords, valueWords } from '../place-words.rules.ts';
import { diffPlans, shown, type PlanDifference } from '../plan-diff.rules.ts';
import type { ServicePlan } from '../plan.schema.ts';
import type { ClausesChanged } from './plan-drafts.schema.ts';

/** What changes from one plan to the next, by clause, with values as they are quoted; nothing where there is none before. */
export function differencesTold(older: ServicePlan | undefined, newer: ServicePlan): ClausesChanged[] {
  if (older === undefined) return [];
  return differencesByClause(diffPlans(older, newer), { older, newer }).map(({ clauses, differences }) => ({
    clauses,
    differences: differences.map(({ path, before, after, isWeaker, wasAssumed }) => ({
      path: path.join('.'),
      words: differenceWords({ path, before, after }, { older, newer }),
      before: shown(before),
      after: shown(after),
      isWeaker,
      wasAssumed,
    })),
  }));
}

/** Place and values as a customer reads them. An entry that is gone has its name in the older plan alone. */
function differenceWords(
  { path, before, after }: Pick<PlanDifference, 'path' | 'before' | 'after'>,
  { older, newer }: { readonly older: ServicePlan; readonly newer: ServicePlan },
): ClausesChanged['differences'][number]['words'] {
  return {
    place: placeWords(after === undefined ? older : newer, path),
    before: valueWords(older, path, before),
    after: valueWords(newer, path, after),
  };
}
