import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import { Temporal } from 'temporal-polyfill';

/** Who attests a commitment, and for how long a word holds. */
export interface AttestTerms {
  readonly by: readonly string[];
  /** ISO 8601; null where the plan names no interval and whoever attests says how long. */
  readonly every: string | null;
}

/** What attesting a commitment takes: as the plan's rule has it, else by those who answer for it. */
export function attestTerms(plan: Pick<ServicePlan, 'commitments' | 'rules'>, commitment: string): AttestTerms {
  const rule = plan.rules.find(({ means, source }) => means === 'attest' && source.includes(commitment));
  const responsible = plan.commitments.find(({ id }) => id === commitment)?.responsible ?? [];
  const every = rule?.every?.startsWith('P') === true ? rule.every : null;
  return { by: rule?.by ?? responsible, every };
}

/** A word holds no longer than a year, whatever the plan leaves open. */
const LONGEST = 'P1Y';

/** The last day on which a word given on `attestedOn` may hold. Dates are `YYYY-MM-DD`. */
export function holdsAtMost(terms: AttestTerms, attestedOn: string): string {
  return Temporal.PlainDate.from(attestedOn)
    .add(terms.every ?? LONGEST)
    .toString();
}
