import { intakeTextsEn } from './intake.texts.en.ts';
import { intakeTextsZh } from './intake.texts.zh.ts';

export const intakeTexts = { zh: intakeTextsZh, en: intakeTextsEn };
