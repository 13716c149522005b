import { replayTextsEn } from './replay.texts.en.ts';
import { replayTextsZh } from './replay.texts.zh.ts';

export const replayTexts = { zh: replayTextsZh, en: replayTextsEn };
