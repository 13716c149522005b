import { reviewTextsEn } from './review.texts.en.ts';
import { reviewTextsZh } from './review.texts.zh.ts';

export const reviewTexts = { zh: reviewTextsZh, en: reviewTextsEn };
