import { plainTextsEn } from './plain.texts.en.ts';
import { plainTextsZh } from './plain.texts.zh.ts';

export const plainTexts = { zh: plainTextsZh, en: plainTextsEn };
