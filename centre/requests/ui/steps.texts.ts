import { stepTextsEn } from './steps.texts.en.ts';
import { stepTextsZh } from './steps.texts.zh.ts';

export const stepTexts = { zh: stepTextsZh, en: stepTextsEn };
