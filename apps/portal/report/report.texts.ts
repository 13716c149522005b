import { reportTextsEn } from './report.texts.en.ts';
import { reportTextsZh } from './report.texts.zh.ts';

export const reportTexts = { zh: reportTextsZh, en: reportTextsEn };
