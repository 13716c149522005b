import { frameTextsEn } from './frame.texts.en.ts';
import { frameTextsZh } from './frame.texts.zh.ts';

export const frameTexts = { zh: frameTextsZh, en: frameTextsEn };
