import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { attestTextsEn as en } from './attest.texts.en.ts';
import { attestTextsZh as zh } from './attest.texts.zh.ts';

const unknownFile = { zh: zh.unknownFile, en: en.unknownFile };

/** Why a word is not taken. */
export const attestWords = {
  notYours: refusal(403, 'notAllowed', { zh: zh.notYours, en: en.notYours }),
  wrongEnd: (most: string): Refusal => {
    const message = { zh: zh.wrongEnd(most), en: en.wrongEnd(most) };
    return refusal(422, 'wrongEnd', message, { fields: [{ field: 'holdsUntil', code: 'wrongEnd', message }] });
  },
  unknownFile: refusal(422, 'unknownFile', unknownFile, {
    fields: [{ field: 'fileId', code: 'unknownFile', message: unknownFile }],
  }),
};
