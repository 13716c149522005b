import type { AttestTexts } from './attest.texts.zh.ts';

export const attestTextsEn: AttestTexts = {
  notYours: 'The plan names who attests this commitment, and you are none of them.',
  wrongEnd: (most) => `The last day must lie after today, ${most} at the latest.`,
  unknownFile: 'The file that shows it was not found, or is not yours. Upload it again.',
};
