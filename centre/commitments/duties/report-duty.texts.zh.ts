export const reportDutyTextsZh = {
  unknownDuty: '没有这项定期工作，或不在您的项目里。',
  notYours: '这项定期工作由方案写明的岗位报告，您不在其中。',
  alreadyReported: '这一次已经报告过了。',
  tooEarly: '还不到可以做的时候，请到期前再报告。',
  wrongDay: '完成日期不能晚于今天，也不能早于可以开始做的那天。',
  needsFile: '这项工作要留书面记录，请附上文件。',
};
export type ReportDutyTexts = typeof reportDutyTextsZh;
