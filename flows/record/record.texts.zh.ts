import type { FlowTexts } from '#platform/flow/texts.ts';

export const recordFlowTextsZh: FlowTexts = {
  name: '记录',
  states: { draft: '草稿', open: '填写', frozen: '定稿', voided: '作废' },
  events: { openRecord: '打开记录', fillRecord: '填写', signRecord: '签字', correctRecord: '更正', voidRecord: '作废' },
  guards: {
    approvedForm: { reason: '这张表单没有已批准的版本。', remedy: '在服务方案或公司表单中写明文件编号和版次。' },
    'approvedForm.nothing': { reason: '没有填写任何内容。', remedy: '填写至少一栏再保存。' },
    'approvedForm.unknownCell': { reason: '表单没有这些栏目：{cells}。', remedy: '按表单的栏目填写。' },
    'approvedForm.invalid': { reason: '这些栏目的内容不合要求：{cells}。', remedy: '日期写成年-月-日，选项从所列中选，文字不超过长度。' },
    'approvedForm.frozen': { reason: '已签字的内容不能再改：{cells}。', remedy: '要改请用更正：另出修订，写明原因，重新签字。' },
    'approvedForm.automatic': { reason: '这些栏目由系统填写：{cells}。', remedy: '编号和日期随办理自动写入。' },
    'approvedForm.others': { reason: '这些栏目由别人填写：{cells}。', remedy: '只填写自己的部分；其余请对应的人填写。' },
    'approvedForm.notSigned': { reason: '这一部分没有签字栏。', remedy: '选有签字栏的部分。' },
    'approvedForm.signedAlready': { reason: '这一部分已经签字。', remedy: '要改请用更正，另出修订。' },
    'approvedForm.byProcess': { reason: '这一部分的签字随办理进行。', remedy: '在任务书上办理审批、接受或审核，签字会写入表单。' },
    'approvedForm.othersBlock': { reason: '这一部分由别人签字。', remedy: '请对应的人签字。' },
    'approvedForm.nothingFrozen': { reason: '记录还没有签字，不需要更正。', remedy: '直接填写即可。' },
    'approvedForm.underReview': { reason: '服务记录正在审核。', remedy: '请审核人先退回，再更正。' },
    'approvedForm.notIssued': { reason: '任务书还没有下达。', remedy: '撤回后重新起草；退回的草稿可直接填写。' },
    'approvedForm.byWithdrawal': { reason: '任务书的表单随撤回作废。', remedy: '在任务书上办理撤回。' },
    'approvedForm.inUse': { reason: '请求和任务书还要用这张记录。', remedy: '内容有误请用更正；请求取消或任务书撤回后才能作废。' },
    approverNotProposer: { reason: '您不能审批自己提出的任务书。', remedy: '请另一位部门或项目经理签字。' },
    reviewerNotPerformer: { reason: '您不能审核自己承担的工作。', remedy: '请另一位部门或项目经理签字。' },
    recordComplete: { reason: '服务记录还不完整，不能签字。', remedy: '先补齐各栏。' },
    recordSigned: { reason: '还没有签字。', remedy: '请在签字框内手写签名。' },
    'recordSigned.notDrawn': { reason: '签字处是空白。', remedy: '请在签字框内手写签名。' },
    withdrawReason: { reason: '没有写明原因。', remedy: '写明原因；原记录和编号保留。' },
  },
  fields: {
    values: '各栏内容', block: '签字部分', opinion: '意见', signature: '签字', reason: '原因',
    performer: '承担人', performedOn: '执行日期', customerName: '客户名称', problemContent: '问题内容', workProcessAndResult: '主要过程及结果', serviceMode: '实施方式', taskContent: '具体任务', requiredBy: '时间要求',
  },
  options: {
    blocks: { customer: '客户意见', review: '经理审核', approval: '审批', acceptance: '接受任务' },
  },
};
