export const explainTextsZh = {
  notYours: '违约的原因由服务中心的人员写明。',
  noSuchBreach: '这项请求上没有这样的违约。请从台账里的违约打开。',
  unknownPerson: '公司里没有这位责任人。请从名单中选。',
};
export type ExplainTexts = typeof explainTextsZh;
