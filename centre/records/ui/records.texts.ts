import { recordsTextsEn } from './records.texts.en.ts';
import { recordsTextsZh } from './records.texts.zh.ts';

export const recordsTexts = { zh: recordsTextsZh, en: recordsTextsEn };
