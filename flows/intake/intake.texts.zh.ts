import type { FlowTexts } from '#platform/flow/texts.ts';

export const intakeTextsZh: FlowTexts = {
  name: '受理',
  states: { received: '收到', registered: '登记', cancelled: '取消' },
  events: { report: '报修', register: '登记', attemptContact: '记一次未通', contact: '记一次联系', cancel: '取消请求', pause: '暂停计时', resume: '恢复计时' },
  guards: {
    registerComplete: { reason: '登记不全。', remedy: '写明咨询人、联系方式、种类、内容和站点；故障还要写明现象。' },
    severityProvisional: { reason: '登记时不能另定严重程度。', remedy: '先按客户所报或方案默认值登记，核实时再由专职服务经理或支持工程师确定。' },
    attemptLogged: { reason: '未通记录不全。', remedy: '写明所拨号码和结果。' },
    contactLogged: { reason: '联系记录不全。', remedy: '写明联系到谁、用什么方式、说了什么。' },
    cancelReason: { reason: '取消没有原因。', remedy: '写明原因，客户会看到。' },
    'registerComplete.kind': { reason: '这一种类还不能登记。', remedy: '另选一个种类。' },
    'pauseCause.notPaused': { reason: '所选的原因没有在暂停计时。', remedy: '选一个正在暂停的原因；没有暂停的，不必恢复。' },
    pauseCause: { reason: '暂停没有客户方面的原因。', remedy: '写明原因、客户方谁说的、什么时候说的；等厂商、等备件、等同事都不能暂停。' },
  },
  fields: {
    kind: '种类', siteId: '站点', enquirerName: '咨询人姓名', enquirerPhone: '电话', enquirerEmail: '电子邮件', content: '咨询内容', symptom: '故障现象', severity: '严重程度（客户所报）',
    enquiryStage: '阶段', serviceNumber: '售后服务编号（产品序列号）', answer: '问题解答', contactName: '联系到的人', channel: '方式', text: '说了什么', number: '所拨号码', result: '结果', note: '备注', reason: '原因', saidBy: '客户方谁说的', saidAt: '什么时候说的',
  },
  options: {
    contactChannel: { phone: '电话', mobile: '手机', email: '邮件', fax: '传真', web: '门户', onSite: '当面' },
    attemptResult: { noAnswer: '无人接听', busy: '占线', switchedOff: '关机', wrongNumber: '号码有误' },
    enquiryStage: { preSales: '售前', afterSales: '售后', other: '其他' },
    pauseReasons: { customerUnreachable: '联系不上客户', customerDeniedAccess: '客户未放行', customerRequestedDelay: '客户要求延期' },
    kinds: { consultation: '技术咨询', fault: '故障', technicalExchange: '技术交流', enhancement: '优化与扩充', softwareUpgrade: '软件升级', other: '其他' },
  },
};
