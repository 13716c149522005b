import type { DraftTexts } from './draft.texts.zh.ts';

export const draftTextsEn: DraftTexts = {
  kept: 'Draft kept on this device',
  startOver: 'Start over',
  restored: 'Brought back: what was not sent last time',
  discard: 'Discard',
};
