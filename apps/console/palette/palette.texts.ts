import { paletteTextsEn } from './palette.texts.en.ts';
import { paletteTextsZh } from './palette.texts.zh.ts';

export const paletteTexts = { zh: paletteTextsZh, en: paletteTextsEn };
