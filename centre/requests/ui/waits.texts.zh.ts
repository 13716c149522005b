export const waitsTextsZh = {
  label: '等待',
  reminded: (sent: number, all: number) => `等客户确认：已提醒${sent}次，共${all}次`,
  remindedYou: (sent: number, all: number) => `等您确认：已提醒${sent}次，共${all}次`,
  next: (moment: string) => `下次提醒${moment}`,
  ends: (moment: string) => `一直没有回复，${moment}按无回复办结`,
  word: {
    restoration: '已请客户确认业务恢复，确认前计时继续',
    restorationUnreported: '还没有请客户确认：恢复后在“登记处理”里选“已恢复”，客户就会被问到',
    opinion: '等客户评价：门户里已请客户填写，口头说的在“关闭请求”时写明',
  },
  yourWord: {
    restoration: '等您确认业务是否恢复，确认前计时继续',
    restorationUnreported: '工程师正在处理；报告恢复后，会在这里请您确认',
    opinion: '请您评价这次处理',
  },
  approval: (number: string, moment: string) => `任务书${number}先行下达，审批须在${moment}前补上`,
  overdue: (number: string, moment: string) => `任务书${number}先行下达，审批应在${moment}前补上，已逾期`,
  separator: '；',
};
export type WaitsTexts = typeof waitsTextsZh;
