import type { Words } from '#platform/command/refusal.ts';
import { toldBreachTextsEn } from './told-breach.texts.en.ts';
import { toldBreachTextsZh, type ToldBreachTexts } from './told-breach.texts.zh.ts';

const of = (name: keyof ToldBreachTexts): Words => ({ zh: toldBreachTextsZh[name], en: toldBreachTextsEn[name] });

export const toldBreachTexts: Readonly<Record<keyof ToldBreachTexts, Words>> = {
  notYours: of('notYours'),
  noSuchBreach: of('noSuchBreach'),
  notMissed: of('notMissed'),
  notTheirs: of('notTheirs'),
  unknownPerson: of('unknownPerson'),
};
