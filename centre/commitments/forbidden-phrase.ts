import { commitmentsOfGate, type ServicePlan } from '#centre/plan/index.ts';
import { sharedGuardTextsEn } from '#flows/dossier/guards/guards.texts.en.ts';
import { sharedGuardTextsZh } from '#flows/dossier/guards/guards.texts.zh.ts';
import { phrasesIn } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';

/** Refuses words to the customer that hold a phrase which the plan forbids; null where they hold none. `field` is where they were written. */
export function refuseForbidden(
  plan: ServicePlan,
  { field, text }: { readonly field: string; readonly text: string },
): Refusal | null {
  const behind = commitmentsOfGate(plan, 'noForbiddenPhrase');
  const found = behind === 'off' ? [] : phrasesIn(plan, text);
  if (behind === 'off' || found.length === 0) return null;
  const [zh, en] = [sharedGuardTextsZh['noForbiddenPhrase.found'], sharedGuardTextsEn['noForbiddenPhrase.found']];
  const filled = (words: string): string => words.replaceAll('{phrases}', [...new Set(found)].join('、'));
  const message = { zh: filled(`${zh.reason}${zh.remedy}`), en: filled(`${en.reason} ${en.remedy}`) };
  return refusal(422, 'guardRefused', message, {
    guards: ['noForbiddenPhrase'],
    commitments: behind,
    fields: [{ field, code: 'forbiddenPhrase', message }],
  });
}
