import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { TestOutcome } from '#platform/testing/outcomes-reporter.ts';

/** How a commitment of the plan is shown by the tests. */
export interface Shown {
  readonly id: string;
  /** Tests that passed and name it, in their own name or in that of a suite around them. */
  readonly tests: readonly TestOutcome[];
  /** The earlier commitment that it only repeats, where that is shown. */
  readonly through: string | null;
}

/** All commitments of a plan in its order. A test that failed anywhere under the same name shows nothing. */
export function shownBy(plan: Pick<ServicePlan, 'commitments'>, outcomes: readonly TestOutcome[]): Shown[] {
  const naming = new Map<string, TestOutcome[]>();
  for (const outcome of outcomes) for (const id of namedIn(outcome, plan)) naming.set(id, [...(naming.get(id) ?? []), outcome]);
  const shown = new Map<string, Shown>();
  for (const { id, repeats = [] } of plan.commitments) {
    const tests = (naming.get(id) ?? []).filter(({ passed }) => passed);
    const through = repeats.find((earlier) => isShown(shown.get(earlier))) ?? null;
    shown.set(id, { id, tests, through: tests.length > 0 ? null : through });
  }
  return [...shown.values()];
}

export function isShown(shown: Shown | undefined): boolean {
  return shown !== undefined && (shown.tests.length > 0 || shown.through !== null);
}

function namedIn({ names }: TestOutcome, plan: Pick<ServicePlan, 'commitments'>): Set<string> {
  const words = new Set(
    names
      .join(' ')
      .split(/[^A-Za-z0-9.-]+/u)
      .map((word) => word.replace(/[.-]+$/u, '')),
  );
  return new Set(plan.commitments.map(({ id }) => id).filter((id) => words.has(id)));
}
