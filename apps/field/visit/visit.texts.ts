import { visitTextsEn } from './visit.texts.en.ts';
import { visitTextsZh } from './visit.texts.zh.ts';

export const visitTexts = { zh: visitTextsZh, en: visitTextsEn };
