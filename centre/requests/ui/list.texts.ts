import { listTextsEn } from './list.texts.en.ts';
import { listTextsZh } from './list.texts.zh.ts';

export const listTexts = { zh: listTextsZh, en: listTextsEn };
