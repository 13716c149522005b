/** What the figure of a quality objective is counted from: a share of one counted quantity in another, or a time over requests. */
import { listed, nearest } from '#platform/text/nearest.rules.ts';
import { error, type PlanFinding } from './plan-diagnostic.schema.ts';
import type { PlanParts, ServicePlan } from './plan.schema.ts';

/** What a formula may name. Those that no process writes yet are known all the same: the plan promises them. */
// prettier-ignore
export const QUANTITIES = [
  'closedRequests', 'serviceRequestsClosed', 'requestsWithKnowledgeLink', 'completeRecords', 'ratings', 'satisfiedRatings',
  'agreedRequests', 'reopenedRequests', 'complaintsReceived', 'checkedProducts', 'passedProducts', 'projectsSubmittedForAcceptance', 'projectsAccepted',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

export type PlanObjective = NonNullable<ServicePlan['quality']>['objectives'][string];

/** A formula as it is read: `numerator / denominator`. */
export interface Formula {
  readonly numerator: string;
  readonly denominator: string;
}

/** Null where the text is no quotient of two names. */
export function formulaOf(text: string): Formula | null {
  const [, numerator, denominator] = /^\s*([A-Za-z]+)\s*\/\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
  return numerator === undefined || denominator === undefined ? null : { numerator, denominator };
}

export function isQuantity(name: string): name is Quantity {
  return QUANTITIES.some((known) => known === name);
}

/** Check 8: a formula is a quotient of two quantities that the product knows. */
export function checkFormulas(plan: PlanParts): PlanFinding[] {
  return Object.entries(plan.quality?.objectives ?? {}).flatMap(([id, { formula, source }]) => {
    if (formula === undefined) return [];
    const path = ['quality', 'objectives', id, 'formula'];
    const read = formulaOf(formula);
    if (read === null) return [error('formulaUnreadable', path, { details: { written: formula }, clauses: source })];
    return [read.numerator, read.denominator]
      .filter((name) => !isQuantity(name))
      .map((written) => {
        const near = nearest(written, QUANTITIES);
        const details = { written, known: listed(QUANTITIES), ...(near === undefined ? {} : { nearest: near }) };
        return error('unknownQuantity', path, { details, clauses: source });
      });
  });
}

/** Those that processes of this version write. */
const COUNTED: readonly string[] = [
  'closedRequests',
  'serviceRequestsClosed',
  'requestsWithKnowledgeLink',
  'completeRecords',
  'ratings',
  'satisfiedRatings',
  'agreedRequests',
  'reopenedRequests',
] satisfies readonly Quantity[];

/** The times that are measured, by the name of their objective, what each is measured over, and what is counted for it. */
const TIMED = [
  { objective: 'responseTime', over: 'serviceRequest', quantity: 'responses' },
  { objective: 'restorationTime', over: 'fault', quantity: 'restorations' },
] as const;

/** What is counted for an objective that measures a time. */
export function timedQuantity({ over }: Pick<PlanObjective, 'over'>): 'responses' | 'restorations' {
  return TIMED.find((timed) => timed.over === over)?.quantity ?? 'responses';
}

/** What an objective lacks to be measured: quantities that nothing writes yet, or what the plan does not say. Empty where it is measured. */
export function lackingOf(name: string, objective: PlanObjective): string[] {
  const { formula, measure, over = 'serviceRequest', satisfiedMeans = [] } = objective;
  if (measure !== undefined) return TIMED.some((timed) => timed.objective === name && timed.over === over) ? [] : [name];
  const read = formula === undefined ? null : formulaOf(formula);
  if (read === null) return ['formula'];
  const named = [read.numerator, read.denominator];
  const unwritten = named.filter((one) => !COUNTED.includes(one));
  return named.includes('satisfiedRatings') && satisfiedMeans.length === 0 ? [...unwritten, 'satisfiedMeans'] : unwritten;
}
