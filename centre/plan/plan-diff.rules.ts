/** What changes from one revision of a plan to the next, by clause, and whether the customer gets less. */
import type { PlanPath } from './plan-diagnostic.schema.ts';
import type { ServicePlan } from './plan.schema.ts';
import { citedAround, isSame, isTree, valueAt } from './plan-tree.rules.ts';
import { weakens } from './weakening.rules.ts';
import { shortened } from '#platform/text/characters.rules.ts';

export interface PlanDifference {
  path: PlanPath;
  /** Undefined where the older plan has nothing here. */
  before: unknown;
  /** Undefined where the newer plan has nothing here. */
  after: unknown;
  /** Commitments that the place carries out, of either revision. */
  clauses: string[];
  /** The customer is promised less than before. */
  isWeaker: boolean;
  /** The value of before is a default of the author's, not one the source gives. */
  wasAssumed: boolean;
}

/** Says nothing of what the revision says about itself. */
const NOT_COMPARED: readonly string[] = ['planVersion', 'plan'];

/** Differences in the order of the plan; entries of lists with an id are matched by it, other lists are one value. */
export function diffPlans(older: ServicePlan, newer: ServicePlan): PlanDifference[] {
  const changes: Change[] = [];
  collect({ path: [], before: older, after: newer }, changes);
  return changes
    .filter(({ path }) => !NOT_COMPARED.includes(String(path[0])))
    .map((change) => ({
      ...change,
      path: change.path,
      clauses: [...new Set([...citedAround(older, change.path), ...citedAround(newer, change.path)])],
      isWeaker: weakens(change, older, newer),
      wasAssumed: isAssumed(older, change.path),
    }));
}

/** A value as a diagnostic or a difference quotes it. */
export function shown(value: unknown): string {
  if (value === undefined) return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return shortened(text, 80);
}

interface Change {
  path: PlanPath;
  before: unknown;
  after: unknown;
}

function collect({ path, before, after }: Change, changes: Change[]): void {
  const byKey = [entries(before, path), entries(after, path)] as const;
  if (byKey[0] === undefined || byKey[1] === undefined) {
    if (!isSame(before, after)) changes.push({ path, before, after });
    return;
  }
  const [older, newer] = [byKey[0], byKey[1]];
  for (const key of new Set([...older.keys(), ...newer.keys()])) {
    collect({ path: [...path, key], before: older.get(key), after: newer.get(key) }, changes);
  }
}

/** A mapping by its keys, a list of entries with ids by these; undefined for single values and other lists. */
function entries(value: unknown, path: PlanPath): Map<string, unknown> | undefined {
  if (isTree(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || path.length === 0) return undefined;
  const ids = value.map((item) => (isTree(item) && typeof item['id'] === 'string' ? item['id'] : undefined));
  if (value.length === 0 || ids.includes(undefined)) return undefined;
  return new Map(value.map((item, index) => [String(ids[index]), item]));
}

/** Assumed as a whole entry, or by the part of it that changed. */
function isAssumed(plan: unknown, path: PlanPath): boolean {
  return [...path, ''].some((_, length) => valueAt(plan, [...path.slice(0, length), 'assumed']) === true);
}
