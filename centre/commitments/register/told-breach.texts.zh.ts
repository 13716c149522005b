export const toldBreachTextsZh = {
  notYours: '违约的原因由服务中心的人员写明。',
  noSuchBreach: '这项请求上没有这样的违约。请从台账里的违约打开。',
  notMissed: '这一次没有逾期，不需要写原因。',
  notTheirs: '违约的原因由报告这项定期工作的岗位写明，您不在其中。',
  unknownPerson: '公司里没有这位责任人。请从名单中选。',
};
export type ToldBreachTexts = typeof toldBreachTextsZh;
