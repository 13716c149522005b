/** Labels inside words that go to the customer or to colleagues, in the language of the plan. */
export const messageTextsZh = {
  finding: '结论',
  action: '已采取的措施',
  nextStep: '下一步',
  reason: '原因',
  promisedAnswerAt: '答复时间',
  taskContent: '任务内容',
  requiredBy: '完成时间',
  visitReason: '上门原因',
  overview: '故障概述',
  diagnosis: '诊断过程',
  cause: '原因分析',
  solution: '解决方法',
  impact: '影响与遗留',
  prevention: '预防措施及建议',
  dispatched: '值班人员已派出{level}级，请专职服务经理知悉。',
  roundAlert: '第{round}轮未解决，转入第{next}轮诊断。请专职服务经理安排。',
  roundToManager: '已进入第{next}轮，请客户服务中心经理介入。',
  result: '本轮结果',
};
export type MessageTexts = Readonly<Record<keyof typeof messageTextsZh, string>>;
