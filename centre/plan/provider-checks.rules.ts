/** Check 7, second half: what a plan says about the provider agrees with what is stored for it. */
import { error, pathText } from './plan-diagnostic.schema.ts';
import type { PlanFinding, PlanPath } from './plan-diagnostic.schema.ts';
import { shown } from './plan-diff.rules.ts';
import type { ProviderBlocks } from './plan.schema.ts';
import { isSame, isTree, valueAt } from './plan-tree.rules.ts';
import { PROVIDER_BLOCKS } from './vocabulary.ts';

export interface ProviderDifference {
  /** Place in the plan. */
  path: PlanPath;
  /** Place in what is stored, in the same words. */
  storedPath: PlanPath;
  written: unknown;
  /** Undefined where nothing is stored under this name. */
  stored: unknown;
}

/** Citations and remarks belong to the plan that makes them: another plan cites its own commitments for the same unit. */
const OF_THE_PLAN: readonly string[] = ['source', 'assumed', 'numberAssumed', 'formulaAssumed', 'note'];

/**
 * Where a plan's provider blocks contradict the stored ones. What a plan leaves out agrees. Holiday years that are
 * not stored yet are imported when the plan is applied, and the sites that units cover differ from customer to
 * customer: neither is a difference.
 */
export function differsFromProvider(plan: ProviderBlocks, stored: ProviderBlocks): ProviderDifference[] {
  return PROVIDER_BLOCKS.flatMap((block) =>
    plan[block] === undefined || stored[block] === undefined
      ? []
      : compare({ path: [block], value: plan[block] }, { path: [block], value: stored[block] }),
  );
}

/** The same as findings; blocks that neither the plan nor the provider has are findings too. */
export function checkProvider(plan: ProviderBlocks, stored: ProviderBlocks | undefined, storedBy = ''): PlanFinding[] {
  const missing = PROVIDER_BLOCKS.filter(
    (block) => block !== 'holidaySets' && plan[block] === undefined && stored?.[block] === undefined,
  );
  return [
    ...missing.map((block) => error('providerBlockMissing', [block], { details: { name: block } })),
    ...differsFromProvider(plan, stored ?? {}).map(({ path, storedPath, written, stored: found }) =>
      error(path[0] === 'holidaySets' ? 'differsFromNotice' : 'differsFromProvider', path, {
        details: {
          name: pathText(path),
          place: `${storedBy}${storedBy === '' ? '' : ': '}${pathText(storedPath)}`,
          written: shown(written),
          stored: shown(found),
        },
      }),
    ),
  ];
}

interface Side {
  path: PlanPath;
  value: unknown;
}

function compare(plan: Side, stored: Side): ProviderDifference[] {
  if (isTree(plan.value) && isTree(stored.value)) {
    const storedTree = stored.value;
    return Object.entries(plan.value).flatMap(([key, value]) => {
      if (OF_THE_PLAN.includes(key) || value === undefined || isImported(plan.path, key, storedTree)) return [];
      return compare(
        { path: [...plan.path, key], value },
        { path: [...stored.path, key], value: Object.hasOwn(storedTree, key) ? storedTree[key] : undefined },
      );
    });
  }
  if (Array.isArray(plan.value) && Array.isArray(stored.value))
    return compareLists({ path: plan.path, value: plan.value }, { path: stored.path, value: stored.value });
  return isSame(plan.value, stored.value)
    ? []
    : [{ path: plan.path, storedPath: stored.path, written: plan.value, stored: stored.value }];
}

function isImported(path: PlanPath, key: string, stored: Readonly<Record<string, unknown>>): boolean {
  return key === 'covers' || (path[0] === 'holidaySets' && !Object.hasOwn(stored, key));
}

interface ListSide {
  path: PlanPath;
  value: readonly unknown[];
}

/** Entries with an id are compared by it, whatever their order; of other lists the order counts. */
function compareLists(plan: ListSide, stored: ListSide): ProviderDifference[] {
  const item = (side: ListSide, index: number): Side => ({ path: [...side.path, index], value: side.value[index] });
  if (plan.value.every((entry) => valueAt(entry, ['id']) !== undefined)) {
    return plan.value.flatMap((entry, index) => {
      const at = stored.value.findIndex((other) => valueAt(other, ['id']) === valueAt(entry, ['id']));
      return at === -1
        ? [{ path: [...plan.path, index], storedPath: stored.path, written: entry, stored: undefined }]
        : compare(item(plan, index), item(stored, at));
    });
  }
  if (plan.value.length === stored.value.length && plan.value.some(isTree))
    return plan.value.flatMap((_, index) => compare(item(plan, index), item(stored, index)));
  return isSame(plan.value, stored.value)
    ? []
    : [{ path: plan.path, storedPath: stored.path, written: plan.value, stored: stored.value }];
}
