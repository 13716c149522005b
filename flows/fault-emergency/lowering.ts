import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { given, type Guard } from '#platform/flow/step.ts';
import { isLower } from './fault.rules.ts';

export interface Lowering {
  readonly severity?: string;
  readonly agreedBy?: string;
  readonly agreedAt?: string;
}

/** A severity lower than the one that stood, or that the customer proposed, needs the customer's agreement where the plan asks it. */
export function loweringAgreed(before: (dossier: Dossier) => string | null): Guard<Dossier, Lowering> {
  return {
    asks: 'input',
    holds: ({ input, dossier }) => {
      const asked = dossier.surroundings.plan.severityRules.loweringNeeds === 'customerAgreement';
      const lowers = input.severity !== undefined && isLower(dossier, before(dossier), input.severity);
      return asked && lowers ? given(input, 'agreedBy', 'agreedAt') : true;
    },
  };
}
