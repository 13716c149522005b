import { requestTextsEn } from './request.texts.en.ts';
import { requestTextsZh } from './request.texts.zh.ts';

/** Words by an identifier of the flows; what is not named here keeps the server's own words. */
export type BothWords = Readonly<Record<string, string>>;

export const requestTexts = { zh: requestTextsZh, en: requestTextsEn };
