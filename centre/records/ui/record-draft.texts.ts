import { recordDraftTextsEn } from './record-draft.texts.en.ts';
import { recordDraftTextsZh } from './record-draft.texts.zh.ts';

export const recordDraftTexts = { zh: recordDraftTextsZh, en: recordDraftTextsEn };
