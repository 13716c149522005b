import type { Words } from '#platform/command/refusal.ts';

/** Words of the timeline beside those of the flows. */
export const timelineWords = {
  messageWritten: { zh: '留言', en: 'Message' },
  toCustomer: { zh: '回复{name}', en: 'Reply to {name}' },
  toCustomerUnnamed: { zh: '回复客户', en: 'Reply to the customer' },
  fromCustomer: { zh: '来自客户', en: 'From the customer' },
  toUs: { zh: '您的留言', en: 'Your message' },
  toYou: { zh: '给您的回复', en: 'Reply to you' },
  internal: { zh: '内部备注', en: 'Note' },
  automatic: { zh: '自动通知', en: 'Automatic notice' },
  clockWarned: { zh: '时限将到', en: 'Time is running out' },
  historyImported: { zh: '导入的历史', en: 'Imported history' },
  breachExplained: { zh: '违约说明', en: 'Breach explained' },
  clockBreached: { zh: '时限已过', en: 'Time has run out' },
  planMoved: { zh: '转入服务方案第{revision}版', en: 'Goes over to revision {revision} of the service plan' },
  noTime: { zh: '无', en: 'none' },
  together: { zh: '同时', en: 'With it' },
  erased: { zh: '已删除', en: 'Erased' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
} as const satisfies Record<string, Words>;

/** Labels for reading, of fields whose own labels tell how to fill them in. */
export const readingLabels: Readonly<Record<string, Words>> = {
  steps: { zh: '步骤', en: 'Steps' },
  reportedHow: { zh: '现场报告', en: 'As reported' },
  serviceNumber: { zh: '售后服务编号', en: 'Service number' },
};

/** Labels of what events carry beside the fields of their step. */
export const factLabels: Readonly<Record<string, Words>> = {
  level: { zh: '级别', en: 'Level' },
  taskOrderId: { zh: '任务书', en: 'Task order' },
  recordId: { zh: '记录', en: 'Record' },
  attempt: { zh: '第几次', en: 'Attempt' },
  reminder: { zh: '第几次提醒', en: 'Reminder' },
  dueAt: { zh: '应在', en: 'Due' },
  approveBy: { zh: '审批时限', en: 'Approval due' },
  engineerId: { zh: '工程师', en: 'Engineer' },
  proposedSeverity: { zh: '严重程度（客户所报）', en: 'Severity (as reported)' },
  kind: { zh: '种类', en: 'Kind' },
  siteId: { zh: '站点', en: 'Site' },
  title: { zh: '标题', en: 'Title' },
  cause: { zh: '原因', en: 'Cause' },
  measure: { zh: '措施', en: 'Measure' },
  responsibleId: { zh: '责任人', en: 'Responsible' },
  dueOn: { zh: '完成日期', en: 'Done by' },
  enquirerName: { zh: '报修人', en: 'Reported by' },
  signer: { zh: '签字人', en: 'Signed by' },
  saidBy: { zh: '客户方谁说的', en: 'Said by' },
};

interface AnsweredTitle {
  readonly staff: Words;
  readonly customer: Words;
}

/** Titles of a consent by what was said to it: what was refused never reads as agreed. */
export const consentTitles: Readonly<Record<'asked' | 'given' | 'refused', AnsweredTitle>> = {
  asked: {
    staff: { zh: '征求同意，待客户答复', en: 'Consent asked, the customer’s answer awaited' },
    customer: { zh: '请您同意，待您答复', en: 'Your consent asked, your answer awaited' },
  },
  given: {
    staff: { zh: '客户同意', en: 'Consent given by the customer' },
    customer: { zh: '您已同意', en: 'You consented' },
  },
  refused: {
    staff: { zh: '客户不同意', en: 'Consent refused by the customer' },
    customer: { zh: '您不同意', en: 'You refused consent' },
  },
};

/** What the customer reads over an entry, where staff read the name of a step. */
export const customerTitles: Readonly<Record<string, Words>> = {
  report: { zh: '您的报修', en: 'Your report' },
  register: { zh: '已登记', en: 'Registered' },
  attemptContact: { zh: '联系您，未接通', en: 'Tried to reach you' },
  contact: { zh: '与您联系', en: 'Contact with you' },
  verify: { zh: '已核实故障现象', en: 'Symptoms verified' },
  setSeverity: { zh: '严重程度已调整', en: 'Severity changed' },
  noFault: { zh: '核实为非故障', en: 'Found to be no fault' },
  respond: { zh: '答复您', en: 'Response to you' },
  startRemote: { zh: '开始远程诊断', en: 'Remote diagnosis begun' },
  notRemote: { zh: '远程无法解决', en: 'Not solvable remotely' },
  declineVisit: { zh: '您谢绝上门', en: 'You declined a visit' },
  dispatch: { zh: '已派出工程师', en: 'Engineers sent' },
  classify: { zh: '已判定故障类型', en: 'Fault classified' },
  treat: { zh: '处理', en: 'Treatment' },
  contactPartner: { zh: '已联系合作方', en: 'Partner contacted' },
  giveTool: { zh: '已提供清除工具', en: 'Removal tool given' },
  restore: { zh: '恢复正常', en: 'Service restored' },
  notSolved: { zh: '尚未解决，继续处理', en: 'Not solved yet, work goes on' },
  permanentFix: { zh: '已根治', en: 'Fixed for good' },
  sendReport: { zh: '解决报告已提交', en: 'Resolution report sent' },
  linkKnowledge: { zh: '已记入知识库', en: 'Entered in the knowledge base' },
  giveOpinion: { zh: '您的评价', en: 'Your opinion' },
  close: { zh: '已关闭', en: 'Closed' },
  cancel: { zh: '已取消', en: 'Cancelled' },
  pause: { zh: '计时暂停', en: 'Time paused' },
  resume: { zh: '计时继续', en: 'Time runs again' },
  startHandling: { zh: '开始处理', en: 'Work begun' },
  answer: { zh: '答复您', en: 'Answer to you' },
  defer: { zh: '约定答复时间', en: 'Answer promised' },
  orderTask: { zh: '安排任务', en: 'Task arranged' },
  taskFinished: { zh: '任务完成', en: 'Task finished' },
  confirm: { zh: '确认解决', en: 'Solution confirmed' },
  noReply: { zh: '没有回复，视为解决', en: 'No reply, taken as solved' },
  remind: { zh: '提醒您确认', en: 'Reminder to confirm' },
  reopen: { zh: '重新处理', en: 'Taken up again' },
  assign: { zh: '已安排工程师', en: 'Engineers assigned' },
  acceptTask: { zh: '工程师已接受任务', en: 'Engineer accepted the task' },
  depart: { zh: '工程师出发', en: 'Engineer on the way' },
  arrive: { zh: '工程师到场', en: 'Engineer on site' },
  withdrawConsent: { zh: '您撤回了同意', en: 'You withdrew your consent' },
  act: { zh: '处理步骤', en: 'Step of the work' },
  callSecondLevel: { zh: '请本部支援', en: 'Headquarters called in' },
  requestDeparture: { zh: '请您检查', en: 'Ready for your check' },
  customerCheck: { zh: '检查签字', en: 'Checked and signed' },
  objection: { zh: '提出异议', en: 'Objection' },
  leave: { zh: '工程师离场', en: 'Engineer left' },
  callOff: { zh: '上门已取消', en: 'Visit called off' },
  withdraw: { zh: '任务书已撤回', en: 'Task order withdrawn' },
};
