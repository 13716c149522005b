import { firstTextsEn } from './first.texts.en.ts';
import { firstTextsZh } from './first.texts.zh.ts';

export const firstTexts = { zh: firstTextsZh, en: firstTextsEn };
