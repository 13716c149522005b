import { recountTextsEn } from './recounts.texts.en.ts';
import { recountTextsZh } from './recounts.texts.zh.ts';

export const recountTexts = { zh: recountTextsZh, en: recountTextsEn };
