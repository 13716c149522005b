/** Positions whom the matrix lets read plans, drafts of them or versions: by name, so that the matrix stays at the server. */
export const PLAN_READERS: readonly string[] = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'qualityController',
  'supportEngineer',
  'seniorSupportEngineer',
  'branchEngineer',
  'residentEngineer',
  'complaintHandler',
  'auditor',
  'providerManagement',
  'planAuthor',
  'customerTechnician',
  'customerRepresentative',
];
