import { savedViewTextsEn } from './saved-views.texts.en.ts';
import { savedViewTextsZh } from './saved-views.texts.zh.ts';

export const savedViewTexts = { zh: savedViewTextsZh, en: savedViewTextsEn };
