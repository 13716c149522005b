import { refusal } from '#platform/command/refusal.ts';
import { reportDutyTextsEn as en } from './report-duty.texts.en.ts';
import { reportDutyTextsZh as zh } from './report-duty.texts.zh.ts';

const field = (name: string, code: 'wrongDay' | 'needsFile') => {
  const message = { zh: zh[code], en: en[code] };
  return refusal(422, code, message, { fields: [{ field: name, code, message }] });
};

/** Why a report is not taken. */
export const reportDutyWords = {
  unknownDuty: refusal(404, 'notFound', { zh: zh.unknownDuty, en: en.unknownDuty }),
  /** Of those who may only read it. */
  notYours: { zh: zh.notYours, en: en.notYours },
  alreadyReported: refusal(409, 'alreadyReported', { zh: zh.alreadyReported, en: en.alreadyReported }),
  tooEarly: refusal(422, 'tooEarly', { zh: zh.tooEarly, en: en.tooEarly }),
  wrongDay: field('doneOn', 'wrongDay'),
  needsFile: field('fileId', 'needsFile'),
};
