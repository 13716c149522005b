import type { Words } from '#platform/command/refusal.ts';
import { explainTextsEn } from './explain-breach.texts.en.ts';
import { explainTextsZh, type ExplainTexts } from './explain-breach.texts.zh.ts';

const of = (name: keyof ExplainTexts): Words => ({ zh: explainTextsZh[name], en: explainTextsEn[name] });

export const explainTexts: Readonly<Record<keyof ExplainTexts, Words>> = {
  notYours: of('notYours'),
  noSuchBreach: of('noSuchBreach'),
  unknownPerson: of('unknownPerson'),
};
