import { forbiddenPhrases } from '#centre/plan/plan.rules.ts';
import type { Guard } from '#platform/flow/step.ts';
import type { Dossier } from '../dossier.schema.ts';

/** No text to the customer holds a phrase that the plan forbids, in whatever of the named inputs it stands. */
export function noForbiddenPhrase<Field extends string>(
  ...fields: readonly Field[]
): Guard<Dossier, { readonly [Name in Field]?: string }> {
  return {
    asks: 'input',
    holds: ({ dossier, input }) => {
      const phrases = forbiddenPhrases(dossier.surroundings.plan);
      const found = fields.flatMap((field) => {
        const text = folded(input[field] ?? '');
        return phrases.filter((forbidden) => text.includes(folded(forbidden))).map((phrase) => ({ field, phrase }));
      });
      if (found.length === 0) return true;
      return {
        fields: [...new Set(found.map(({ field }) => field))],
        code: 'found',
        values: { phrases: [...new Set(found.map(({ phrase }) => phrase))].join('、') },
      };
    },
  };
}

/** Full-width letters, case and spaces make no other phrase of it. */
function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
