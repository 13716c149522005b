import { ratingTextsEn } from '#flows/dossier/guards/guards.texts.en.ts';
import { ratingTextsZh } from '#flows/dossier/guards/guards.texts.zh.ts';

/** How content somebody is, in the words of the step in which it is said. */
export const ratingTexts: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = {
  zh: ratingTextsZh,
  en: ratingTextsEn,
};
