import { forbiddenPhrases } from '#centre/plan/plan.rules.ts';
import type { ServicePlan } from '#centre/plan/plan.schema.ts';
import type { Guard } from '#platform/flow/step.ts';
import type { Dossier } from '../dossier.schema.ts';

/** No text to the customer holds a phrase that the plan forbids, in whatever of the named inputs it stands. */
export function noForbiddenPhrase<Field extends string>(
  ...fields: readonly Field[]
): Guard<Dossier, { readonly [Name in Field]?: string }> {
  return {
    asks: 'input',
    holds: ({ dossier, input }) => {
      const { plan } = dossier.surroundings;
      const found = fields.flatMap((field) => phrasesIn(plan, input[field] ?? '').map((phrase) => ({ field, phrase })));
      if (found.length === 0) return true;
      return {
        fields: [...new Set(found.map(({ field }) => field))],
        code: 'found',
        values: { phrases: [...new Set(found.map(({ phrase }) => phrase))].join('、') },
      };
    },
  };
}

/** The phrases that the plan forbids towards customers and that stand in a text. */
export function phrasesIn(plan: Pick<ServicePlan, 'conduct'>, text: string): string[] {
  const read = folded(text);
  return forbiddenPhrases(plan).filter((forbidden) => read.includes(folded(forbidden)));
}

/** Full-width letters, case and spaces make no other phrase of it. */
function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
