import { proofTextsEn } from './proof.texts.en.ts';
import { proofTextsZh } from './proof.texts.zh.ts';

export const proofTexts = { zh: proofTextsZh, en: proofTextsEn };
