import type { BothLanguages } from '#platform/i18n/language.ts';

/** Positions as people call them, by the identifiers of the glossary. */
export const positionNames: Readonly<Record<string, BothLanguages>> = {
  centreManager: { zh: '客户服务中心经理', en: 'centre manager' },
  centreManagerAssistant: { zh: '经理助理', en: 'assistant to the centre manager' },
  dedicatedServiceManager: { zh: '专职服务经理', en: 'dedicated service manager' },
  qualityController: { zh: '质量控制员', en: 'quality controller' },
  supportEngineer: { zh: '本部支持工程师', en: 'support engineer' },
  seniorSupportEngineer: { zh: '资深支持工程师', en: 'senior support engineer' },
  branchEngineer: { zh: '分支工程师', en: 'branch engineer' },
  residentEngineer: { zh: '驻场工程师', en: 'resident engineer' },
  complaintHandler: { zh: '投诉受理人员', en: 'complaint handler' },
  messageDeskClerk: { zh: '秘书台人员', en: 'message-desk clerk' },
  onCall: { zh: '值班人员', en: 'person on call' },
  approvingManager: { zh: '部门/项目经理', en: 'approving manager' },
  taskLeader: { zh: '任务组负责人', en: 'task leader' },
  providerManagement: { zh: '公司管理层', en: 'management' },
  stockKeeper: { zh: '备件管理员', en: 'stock keeper' },
  commercialOfficer: { zh: '商务人员', en: 'commercial officer' },
  planAuthor: { zh: '方案编制人', en: 'plan author' },
  systemAdministrator: { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
};
