/** Objectives by the names that plans usually give them; a plan may name one in its own words. */
export const objectiveTextsZh = {
  productPassRate: '自主产品合格率',
  acceptancePassRate: '工程验收合格率',
  responseTime: '服务响应时间',
  complaintRate: '客户投诉率',
  satisfaction: '客户满意度',
  recordCompleteness: '记录完整率',
  knowledgeCapture: '知识入库率',
  restorationTime: '故障恢复时间',
  agreement: '客户认可率',
  takenUpAgain: '再次处理率',
};
export type ObjectiveTexts = typeof objectiveTextsZh;
