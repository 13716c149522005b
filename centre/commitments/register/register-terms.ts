import type { StoredPlan } from '#centre/plan/index.ts';
import type { BothLanguages } from '../clock-view.schema.ts';
import { clockRulesOf } from '../plan-rules.ts';
import { askedByFlows } from './asked-by-flows.rules.ts';
import { clockLimits } from './clock-limits.ts';
import { feedsOf } from './feeds.rules.ts';
import type { Feed } from './register.schema.ts';

/** A commitment of a plan with how it is measured: all of a row of the register that does not move. */
export interface CommitmentTerms {
  readonly commitment: StoredPlan['plan']['commitments'][number];
  readonly feeds: readonly Feed[];
  readonly limits: readonly BothLanguages[];
}

const known = new WeakMap<StoredPlan['plan'], readonly CommitmentTerms[]>();

/** The commitments of a stored plan in its order, worked out once for each plan. */
export function registerTerms(stored: StoredPlan): readonly CommitmentTerms[] {
  const found = known.get(stored.plan);
  if (found !== undefined) return found;
  const { plan } = stored;
  const feeds = feedsOf(plan, askedByFlows);
  const rules = clockRulesOf(stored);
  const terms = plan.commitments.map((commitment): CommitmentTerms => {
    const own = feeds.get(commitment.id) ?? [];
    const clocks = own.flatMap(({ by, names }) => (by === 'clocks' ? names : []));
    return {
      commitment,
      feeds: own,
      limits: clocks.flatMap((clock) => clockLimits(rules, plan, { clock, commitment: commitment.id })),
    };
  });
  known.set(plan, terms);
  return terms;
}
