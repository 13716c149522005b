import type { PositionTexts } from './positions.texts.zh.ts';

export const positionTextsEn: PositionTexts = {
  centreManager: 'Centre manager',
  centreManagerAssistant: 'Assistant to the centre manager',
  dedicatedServiceManager: 'Dedicated service manager',
  qualityController: 'Quality controller',
  supportEngineer: 'Support engineer',
  seniorSupportEngineer: 'Senior support engineer',
  branchEngineer: 'Branch engineer',
  residentEngineer: 'Resident engineer',
  complaintHandler: 'Complaint handler',
  messageDeskClerk: 'Message-desk clerk',
  approvingManager: 'Department or project manager',
  providerManagement: 'Provider management',
  stockKeeper: 'Stock keeper',
  commercialOfficer: 'Commercial officer',
  planAuthor: 'Plan author',
  systemAdministrator: 'System administrator',
  auditor: 'Auditor',
  customerTechnician: 'Customer technician',
  customerRepresentative: 'Customer representative',
  customerSiteStaff: "Customer's site staff",
};
