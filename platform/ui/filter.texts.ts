import { filterTextsEn } from './filter.texts.en.ts';
import { filterTextsZh } from './filter.texts.zh.ts';

export const filterTexts = { zh: filterTextsZh, en: filterTextsEn };
