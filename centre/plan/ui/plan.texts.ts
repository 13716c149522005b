import { planTextsEn } from './plan.texts.en.ts';
import { planTextsZh } from './plan.texts.zh.ts';

export const planTexts = { zh: planTextsZh, en: planTextsEn };
