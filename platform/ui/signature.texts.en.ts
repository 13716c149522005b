import { DRAWN } from '#platform/form/drawn.rules.ts';
import type { SignatureTexts } from './signature.texts.zh.ts';

export const signatureTextsEn: SignatureTexts = {
  tooLittle: `Write the name by hand: at least ${DRAWN.extent} pixels from end to end, no dots or straight line alone.`,
};
