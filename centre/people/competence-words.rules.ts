import { competenceTextsEn } from './competence.texts.en.ts';
import { competenceTextsZh } from './competence.texts.zh.ts';

/** A gap for people, from its name ({@link gapName}) and the years a plan asks; what has no words, such as a product, is called by its name. */
export function gapWords(name: string, minimums: Readonly<Record<string, number>>): { zh: string; en: string } {
  const asked = minimums[name] ?? 0;
  return { zh: competenceTextsZh[name]?.(asked) ?? name, en: competenceTextsEn[name]?.(asked) ?? name };
}
