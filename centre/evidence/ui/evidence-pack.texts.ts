import { evidencePackTextsEn } from './evidence-pack.texts.en.ts';
import { evidencePackTextsZh } from './evidence-pack.texts.zh.ts';

export const evidencePackTexts = { zh: evidencePackTextsZh, en: evidencePackTextsEn };
