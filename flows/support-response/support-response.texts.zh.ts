import { sharedFieldTextsZh, sharedGuardTextsZh } from '#flows/dossier/guards/guards.texts.zh.ts';
import { intakeTextsZh } from '#flows/intake/intake.texts.zh.ts';
import type { FlowTexts } from '#platform/flow/texts.ts';

export const supportResponseTextsZh: FlowTexts = {
  name: '技术支持响应流程',
  states: { ...intakeTextsZh.states, contacted: '联系', inHandling: '处理', deferred: '约答', taskOrdered: '派工', answered: '答复', resolved: '解决', closed: '关闭' },
  events: {
    ...intakeTextsZh.events,
    startHandling: '开始处理', answer: '答复客户', defer: '约定答复时间', orderTask: '提出任务书', taskFinished: '任务完成', confirm: '确认解决', notSolved: '未解决，继续处理', noReply: '无回复结束', linkKnowledge: '关联知识并关闭', reopen: '重新处理',
  },
  guards: {
    ...intakeTextsZh.guards,
    ...sharedGuardTextsZh,
    answerComplete: { reason: '答复不全。', remedy: '写明结论、已采取的措施和下一步。' },
    deferralComplete: { reason: '不能约答：要向客户讲清四项。', remedy: '写明原因、目前的结论、下一步和答复时间。' },
    'deferralComplete.past': { reason: '所约的答复时间已经过去。', remedy: '另约一个将来的时间。' },
    furtherHandling: { reason: '咨询记录上没有选“需要进一步解决”。', remedy: '需要派工的，勾选“需要进一步解决”；不需要的，直接答复客户。' },
    taskTold: { reason: '任务内容或时间要求没有写全，客户还不知道。', remedy: '写明具体任务、时间要求和实施方式，提交后随即告知客户。' },
    'taskTold.past': { reason: '时间要求已经过去。', remedy: '另定一个将来的时间。' },
    visitReason: { reason: '没有写明为什么要上门。', remedy: '写明上门原因；不必上门的，改选别的实施方式。' },
    recordSubmitted: { reason: '任务书的维护与服务记录尚未提交。', remedy: '承担人提交服务记录后，自动转为已答复。' },
    twoReminders: { reason: '不能按无回复结束：两次提醒之后还没有等满。', remedy: '提醒两次，再等5个工作日；期间客户回复的，按回复办理。' },
    consultationComplete: { reason: '不能关闭：咨询记录不全。', remedy: '补全咨询记录再关闭。' },
    'consultationComplete.answer': { reason: '不能关闭：咨询记录上没有问题解答。', remedy: '先答复客户，或由任务书解决。' },
    'consultationComplete.number': { reason: '不能关闭：需要进一步解决，但任务书还没有编号。', remedy: '任务书下达后即有编号，那时再关闭。' },
    reopenReason: { reason: '没有写明为什么重新处理。', remedy: '写明原因。' },
    'reopenReason.late': { reason: '关闭已超过30天，不能再重新处理。', remedy: '请另报一次，或请专职服务经理重新处理。' },
  },
  fields: {
    ...intakeTextsZh.fields,
    ...sharedFieldTextsZh,
    finding: '结论', action: '已采取的措施', nextStep: '下一步', files: '附件', promisedAnswerAt: '答复时间', furtherHandling: '需要进一步解决', taskContent: '具体任务', requiredBy: '时间要求', serviceMode: '实施方式', visitReason: '上门原因',
    rating: '满意度', comment: '意见', saidBy: '客户方谁说的',
  },
  options: {
    ...intakeTextsZh.options,
    serviceModes: { onSite: '现场', remote: '远程', consultation: '咨询', other: '其他' },
    ratings: { verySatisfied: '非常满意', satisfied: '满意', neutral: '一般', dissatisfied: '不满意', veryDissatisfied: '非常不满意' },
  },
};
