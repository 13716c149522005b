import type { WaitsTexts } from './waits.texts.zh.ts';

export const waitsTextsEn: WaitsTexts = {
  label: 'Waiting',
  reminded: (sent, all) => `Waits for the customer’s word: ${sent} of ${all} reminders sent`,
  remindedYou: (sent, all) => `Waits for your word: ${sent} of ${all} reminders sent`,
  next: (moment) => `next reminder ${moment}`,
  ends: (moment) => `without a reply it ends ${moment}`,
  approval: (number, moment) => `Task order ${number} went out before its approval, which is due ${moment}`,
  overdue: (number, moment) => `Task order ${number} went out before its approval, which was due ${moment} and is overdue`,
  separator: '; ',
};
