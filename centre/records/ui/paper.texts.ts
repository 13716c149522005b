import { paperTextsEn } from './paper.texts.en.ts';
import { paperTextsZh } from './paper.texts.zh.ts';

/** What stands on the paper itself is Chinese in both languages: the paper has one. */
export const paperTexts = { zh: paperTextsZh, en: paperTextsEn };
