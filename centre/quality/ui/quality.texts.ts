import { qualityTextsEn } from './quality.texts.en.ts';
import { qualityTextsZh } from './quality.texts.zh.ts';

export type { QualityTexts } from './quality.texts.zh.ts';
export const qualityTexts = { zh: qualityTextsZh, en: qualityTextsEn };
