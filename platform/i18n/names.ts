import type { Language } from './language.ts';

/** The product's seal: one sign in every language. */
export const seal = '守';

/** Each language by its own name, as whoever looks for it knows it. */
export const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };

export function otherLanguage(language: Language): Language {
  return language === 'zh' ? 'en' : 'zh';
}
