import { searchTextsEn } from './search.texts.en.ts';
import { searchTextsZh } from './search.texts.zh.ts';

export const searchTexts = { zh: searchTextsZh, en: searchTextsEn };
