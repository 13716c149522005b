import { clockTextsEn } from './clock.texts.en.ts';
import { clockTextsZh } from './clock.texts.zh.ts';

export type { ClockTexts } from './clock.texts.zh.ts';
export const clockTexts = { zh: clockTextsZh, en: clockTextsEn };
