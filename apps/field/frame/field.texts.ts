import { fieldTextsEn } from './field.texts.en.ts';
import { fieldTextsZh } from './field.texts.zh.ts';

export const fieldTexts = { zh: fieldTextsZh, en: fieldTextsEn };
