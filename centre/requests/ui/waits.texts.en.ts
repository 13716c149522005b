import type { WaitsTexts } from './waits.texts.zh.ts';

export const waitsTextsEn: WaitsTexts = {
  label: 'Waiting',
  reminded: (sent, all) => `Waits for the customer’s word: ${sent} of ${all} reminders sent`,
  remindedYou: (sent, all) => `Waits for your word: ${sent} of ${all} reminders sent`,
  next: (moment) => `next reminder ${moment}`,
  ends: (moment) => `without a reply it ends ${moment}`,
  word: {
    restoration: 'The customer is asked whether it works again; until then the time runs on',
    restorationUnreported: 'The customer is not asked yet: once it works, choose “Yes” under “Record treatment”',
    opinion:
      'Waits for the customer’s opinion: the portal asks for it, what was said by word is noted when the request is closed',
  },
  yourWord: {
    restoration: 'Waits for your word whether it works again; until then the time runs on',
    restorationUnreported: 'The engineer is at work; once it is reported to work again, you are asked here to confirm',
    opinion: 'Please say how content you are with the handling',
  },
  approval: (number, moment) => `Task order ${number} went out before its approval, which is due ${moment}`,
  overdue: (number, moment) => `Task order ${number} went out before its approval, which was due ${moment} and is overdue`,
  separator: '; ',
};
