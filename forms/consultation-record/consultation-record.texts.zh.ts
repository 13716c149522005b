/** The printed labels, exactly as in the specification of the form. */
export const zh = {
  title: '咨询记录',
  enquirerName: '咨询人姓名',
  phone: '电话',
  email: '电子邮件',
  organisationName: '单位名称',
  recordedOn: '日期',
  projectOrProductName: '项目/产品名称',
  enquiryStage: '售前、售后或其他',
  preSales: '售前',
  afterSales: '售后',
  other: '其他',
  enquiryContent: '咨询内容：',
  serviceNumber: '售后服务编号（产品序列号）：',
  answer: '问题解答：',
  recorder: '记录人：',
  furtherHandling: '是否需要进一步解决：',
  yes: '是',
  no: '否',
  taskOrderNumber: '维护与服务任务书编号：',
};

export type ConsultationRecordTexts = typeof zh;
