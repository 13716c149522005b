import { cardTextsEn } from './contact-card.texts.en.ts';
import { cardTextsZh } from './contact-card.texts.zh.ts';

export const cardTexts = { zh: cardTextsZh, en: cardTextsEn };
