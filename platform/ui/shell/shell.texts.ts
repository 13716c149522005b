import { shellTextsEn } from './shell.texts.en.ts';
import { shellTextsZh } from './shell.texts.zh.ts';

export const shellTexts = { zh: shellTextsZh, en: shellTextsEn };
