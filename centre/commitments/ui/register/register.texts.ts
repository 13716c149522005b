import { registerTextsEn } from './register.texts.en.ts';
import { registerTextsZh } from './register.texts.zh.ts';

export type { RegisterTexts } from './register.texts.zh.ts';
export const registerTexts = { zh: registerTextsZh, en: registerTextsEn };
