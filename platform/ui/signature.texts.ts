import { signatureTextsEn } from './signature.texts.en.ts';
import { signatureTextsZh } from './signature.texts.zh.ts';

export const signatureTexts = { zh: signatureTextsZh, en: signatureTextsEn };
