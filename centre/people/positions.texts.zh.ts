import type { Position } from './positions.schema.ts';

export type PositionTexts = Readonly<Record<Position, string>>;

export const positionTextsZh: PositionTexts = {
  centreManager: '客户服务中心经理',
  centreManagerAssistant: '经理助理',
  dedicatedServiceManager: '专职服务经理',
  qualityController: '质量控制员',
  supportEngineer: '技术支持技术人员',
  seniorSupportEngineer: '资深技术支持人员',
  branchEngineer: '分支机构技术人员',
  residentEngineer: '驻场人员',
  complaintHandler: '投诉受理人员',
  messageDeskClerk: '秘书台人员',
  approvingManager: '部门/项目经理',
  providerManagement: '公司管理层',
  stockKeeper: '备件管理员',
  commercialOfficer: '商务人员',
  planAuthor: '方案编制人',
  systemAdministrator: '系统管理员',
  auditor: '审计员',
  customerTechnician: '项目单位技术人员',
  customerRepresentative: '客户代表',
  customerSiteStaff: '客户现场人员',
};
