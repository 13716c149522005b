import { accessTextsEn } from './access.texts.en.ts';
import { accessTextsZh } from './access.texts.zh.ts';

export const accessTexts = { zh: accessTextsZh, en: accessTextsEn };
