/** The languages of the product; Chinese is the source, English complete beside it. */
export type Language = 'zh' | 'en';

/** A text for people in both languages. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** Texts that stand beside what they name: `*.texts.zh.ts` gives the type, `*.texts.en.ts` keeps it. */
export interface Texts<T> {
  readonly zh: T;
  readonly en: T;
}

export function isLanguage(value: unknown): value is Language {
  return value === 'zh' || value === 'en';
}

/** Picks one language; where the English is still empty the Chinese stands, never a gap. */
export function say(text: BothLanguages, language: Language): string {
  return language === 'en' && text.en !== '' ? text.en : text.zh;
}

/** BCP 47 tag for `lang` attributes. */
export const languageTag: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };
