import type { ToldBreachTexts } from './told-breach.texts.zh.ts';

export const toldBreachTextsEn: ToldBreachTexts = {
  notYours: 'The cause of a breach is told by the staff of the service centre.',
  noSuchBreach: 'There is no such breach on this request. Open it from the register.',
  notMissed: 'This one was not missed: there is no cause to tell.',
  notTheirs: 'The cause is told by whoever reports this dated work, and you are none of them.',
  unknownPerson: 'The provider has no such person. Choose one of the list.',
};
