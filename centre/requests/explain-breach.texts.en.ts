import type { ExplainTexts } from './explain-breach.texts.zh.ts';

export const explainTextsEn: ExplainTexts = {
  notYours: 'The cause of a breach is told by the staff of the service centre.',
  noSuchBreach: 'There is no such breach on this request. Open it from the register.',
  unknownPerson: 'The provider has no such person. Choose one of the list.',
};
