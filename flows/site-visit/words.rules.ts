import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { visitWordsEn } from './words.texts.en.ts';
import { visitWordsZh, type VisitWords } from './words.texts.zh.ts';

/** In the language of the plan: the customer's language. */
export function visitWordsOf(dossier: Dossier): VisitWords {
  return dossier.surroundings.plan.plan.language.startsWith('zh') ? visitWordsZh : visitWordsEn;
}
