/** Words for the clocks that service plans usually state. A plan's own `zh` and `en` come first; a clock named nowhere shows its identifier. */
export const clockNamesZh = {
  acknowledge: '首次联系', callBack: '回电', substantiveResponse: '实质响应', response: '响应', assignment: '任务分配', verification: '核实', taskOrderIssue: '下达任务书', recordConsultation: '咨询记录',
  dispatch: '派出', nearestDispatch: '就近派出', remoteAttempt: '远程尝试', arrival: '到场', resolution: '恢复正常', replacement: '更换货物', replacementOuter: '更换外限', responseCeiling: '24小时响应', answer: '解答',
  exchangeAnswer: '交流解答', promisedAnswer: '约定解答', firstContact: '首次联络', escalationReply: '本部答复', spareReserve: '备件预留', partnerContact: '联系厂商', vendorNotice: '通知厂商', toolDelivery: '提供工具',
  taskDue: '任务时限', recordService: '服务记录', evaluation: '客户评价', recordReview: '记录审核', knowledgeCapture: '知识入库', resolutionReport: '解决报告', proposal: '方案', quotation: '报价', delivery: '供货',
  releaseTest: '版本测试', upgradePlan: '升级方案', upgradeDelivery: '升级下发', inspectionReport: '巡检报告', finding: '发现整改', complaintAcknowledge: '投诉受理', complaintRoute: '投诉转办', satisfactionEnquiry: '满意度征询',
  endOfLifeNotice: '停产通知', personnelNotice: '换人通知', renewalOffer: '续保方案',
} as const;
