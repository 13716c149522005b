import type { GateBreachTexts } from './gate-breach.texts.zh.ts';

export const gateBreachTextsEn: GateBreachTexts = {
  overdue: (name) => `${name} overdue`,
  since: (moment) => `was due ${moment}`,
};
