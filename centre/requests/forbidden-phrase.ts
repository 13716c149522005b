import type { Actor } from '#centre/people/actor.schema.ts';
import { commitmentsOfGate } from '#centre/plan/index.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { sharedGuardTextsEn } from '#flows/dossier/guards/guards.texts.en.ts';
import { sharedGuardTextsZh } from '#flows/dossier/guards/guards.texts.zh.ts';
import { noForbiddenPhrase } from '#flows/dossier/guards/no-forbidden-phrase.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { Instant } from '#platform/time/instant.ts';

/** Refuses words to the customer that hold a phrase which the plan forbids; null where they hold none. `field` is where they were written. */
export function refuseForbidden(
  dossier: Dossier,
  said: { readonly field: string; readonly text: string; readonly actor: Actor; readonly at: Instant; readonly now: Instant },
): Refusal | null {
  const behind = commitmentsOfGate(dossier.surroundings.plan, 'noForbiddenPhrase');
  if (behind === 'off') return null;
  const { actor, at, now, field, text } = said;
  const verdict = noForbiddenPhrase('text').holds({ dossier, subjectId: dossier.request.id, input: { text }, actor, at, now });
  if (verdict === true) return null;
  const [zh, en] = [sharedGuardTextsZh['noForbiddenPhrase.found'], sharedGuardTextsEn['noForbiddenPhrase.found']];
  const filled = (words: string): string => words.replaceAll('{phrases}', verdict.values?.['phrases'] ?? '');
  const message = { zh: filled(`${zh.reason}${zh.remedy}`), en: filled(`${en.reason} ${en.remedy}`) };
  return refusal(422, 'guardRefused', message, {
    guards: ['noForbiddenPhrase'],
    commitments: behind,
    fields: [{ field, code: 'forbiddenPhrase', message }],
  });
}
