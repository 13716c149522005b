/** Check 1: every commitment is carried out by something in the plan. */
import { error } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { placesAt, placesUnder, valueAt } from './plan-tree.rules.ts';

/** Commitment → the places of the plan that cite it: every `source`, and the gates. A conflict settles clauses, it does not carry them out. */
export function citationsOf(plan: unknown): Map<string, PlanPath[]> {
  const citations = new Map<string, PlanPath[]>();
  const lists = [...placesUnder(plan, 'source'), ...placesAt(plan, 'gates.*')];
  for (const { path, value } of lists) {
    for (const id of Array.isArray(value) ? value : []) {
      if (typeof id !== 'string') continue;
      const places = citations.get(id);
      if (places === undefined) citations.set(id, [path]);
      else places.push(path);
    }
  }
  return citations;
}

/** Commitments that nothing cites; one that repeats earlier ones counts through them. */
export function checkCitations(plan: unknown): PlanFinding[] {
  const cited = citationsOf(plan);
  const carriedOut = new Set<string>();
  return placesAt(plan, 'commitments.*').flatMap(({ path, value }) => {
    const id = valueAt(value, ['id']);
    const repeats = placesAt(value, 'repeats.*').map((place) => String(place.value));
    if (typeof id !== 'string') return [];
    // Earlier ones come first, so what a commitment repeats has been looked at already.
    if (cited.has(id) || repeats.some((earlier) => carriedOut.has(earlier))) {
      carriedOut.add(id);
      return [];
    }
    return [error('uncitedCommitment', [...path, 'id'], { details: { written: id }, clauses: [id] })];
  });
}
