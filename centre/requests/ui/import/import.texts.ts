import { importTextsEn } from './import.texts.en.ts';
import { importTextsZh } from './import.texts.zh.ts';

export const importTexts = { zh: importTextsZh, en: importTextsEn };
