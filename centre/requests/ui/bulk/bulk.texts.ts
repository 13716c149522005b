import { bulkTextsEn } from './bulk.texts.en.ts';
import { bulkTextsZh } from './bulk.texts.zh.ts';

export const bulkTexts = { zh: bulkTextsZh, en: bulkTextsEn };
