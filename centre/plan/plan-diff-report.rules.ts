/** `pledge plan diff`: what changes, clause by clause, as people read it. */
import { shown, type PlanDifference } from './plan-diff.rules.ts';
import { serviceClause } from './plan.rules.ts';
import type { ServicePlan } from './plan.schema.ts';

interface Plans {
  older: ServicePlan;
  newer: ServicePlan;
}

export interface ClauseDifferences {
  /** The commitments that the changed places carry out, in the order of the plan; none for what is the provider's own. */
  clauses: { id: string; clause: string; quote: string; zh: string; en: string }[];
  differences: PlanDifference[];
}

/** Differences with what they carry out; those of one set of clauses together, in the order of the plan's commitments. */
export function differencesByClause(differences: readonly PlanDifference[], plans: Plans): ClauseDifferences[] {
  const order = new Map(
    [...plans.older.commitments, ...plans.newer.commitments].map(({ id }, index) => [id, index] as const).reverse(),
  );
  const rank = (id: string | undefined) => (id === undefined ? Infinity : (order.get(id) ?? Infinity));
  const groups = Map.groupBy(differences, ({ clauses }) => JSON.stringify(clauses.toSorted((a, b) => rank(a) - rank(b))));
  return [...groups]
    .map(([key, found]) => ({ ids: JSON.parse(key) as string[], found }))
    .sort((a, b) => rank(a.ids[0]) - rank(b.ids[0]))
    .map(({ ids, found }) => ({ clauses: ids.map((id) => ({ id, ...wordsOf(id, plans) })), differences: found }));
}

function wordsOf(id: string, { older, newer }: Plans) {
  return serviceClause(newer, id) ?? serviceClause(older, id) ?? { clause: '', quote: '', zh: '', en: '' };
}

/** The report: a heading for each set of clauses, its differences below, then how many there are. */
export function differenceLines(groups: readonly ClauseDifferences[]): string[] {
  const all = groups.flatMap(({ differences }) => differences);
  const weaker = all.filter(({ isWeaker }) => isWeaker);
  const toApprove = weaker.filter(({ wasAssumed }) => !wasAssumed).length;
  return [
    ...groups.flatMap((group) => [...headings(group), ...group.differences.map(differenceLine), '']),
    `${all.length} difference${all.length === 1 ? '' : 's'}, ${weaker.length} weaker${toApprove === 0 ? '.' : `, ${toApprove} of them of a value that the source gives: the customer has to approve (pledge plan approve).`}`,
  ];
}

function headings({ clauses }: ClauseDifferences): string[] {
  if (clauses.length === 0) return ['No clause: the provider’s own order 公司自定'];
  return clauses.map(({ id, clause, quote, en }) => `${id}  ${clause} “${quote}”  ${en}`);
}

/** Place and values on one line, and whether less is promised. */
function differenceLine({ path, before, after, isWeaker, wasAssumed }: PlanDifference): string {
  const mark = isWeaker ? (wasAssumed ? '  weaker, ours before 弱于原自定值' : '  WEAKER 减弱') : '';
  return `    ${path.join('.')}: ${shown(before)} → ${shown(after)}${mark}`;
}
