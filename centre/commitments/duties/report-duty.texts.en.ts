import type { ReportDutyTexts } from './report-duty.texts.zh.ts';

export const reportDutyTextsEn: ReportDutyTexts = {
  unknownDuty: 'There is no such dated work, or not in your projects.',
  notYours: 'The plan names who reports this dated work, and you are none of them.',
  alreadyReported: 'This one has been reported already.',
  tooEarly: 'It may not be done yet. Report it once its time has come.',
  wrongDay: 'The day on which it was done lies neither after today nor before it may be done.',
  needsFile: 'This work leaves a written record: attach the file.',
};
