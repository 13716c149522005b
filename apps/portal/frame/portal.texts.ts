import { portalTextsEn } from './portal.texts.en.ts';
import { portalTextsZh } from './portal.texts.zh.ts';

export const portalTexts = { zh: portalTextsZh, en: portalTextsEn };
