export const waitsTextsZh = {
  label: '等待',
  reminded: (sent: number, all: number) => `等客户确认：已提醒${sent}次，共${all}次`,
  remindedYou: (sent: number, all: number) => `等您确认：已提醒${sent}次，共${all}次`,
  next: (moment: string) => `下次提醒${moment}`,
  ends: (moment: string) => `一直没有回复，${moment}按无回复办结`,
  approval: (number: string, moment: string) => `任务书${number}先行下达，审批须在${moment}前补上`,
  overdue: (number: string, moment: string) => `任务书${number}先行下达，审批应在${moment}前补上，已逾期`,
  separator: '；',
};
export type WaitsTexts = typeof waitsTextsZh;
