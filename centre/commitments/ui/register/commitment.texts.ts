import { commitmentTextsEn } from './commitment.texts.en.ts';
import { commitmentTextsZh } from './commitment.texts.zh.ts';

export const commitmentTexts = { zh: commitmentTextsZh, en: commitmentTextsEn };
