/**
 * The positions a person may hold. Identifiers and names are those of the glossary.
 * Rights hang on positions, never on people.
 */
export const STAFF_POSITIONS = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'qualityController',
  'supportEngineer',
  'seniorSupportEngineer',
  'branchEngineer',
  'residentEngineer',
  'complaintHandler',
  'messageDeskClerk',
  'approvingManager',
  'providerManagement',
  'stockKeeper',
  'commercialOfficer',
  'planAuthor',
  'systemAdministrator',
  'auditor',
] as const;

export const CUSTOMER_POSITIONS = ['customerTechnician', 'customerRepresentative', 'customerSiteStaff'] as const;

export type StaffPosition = (typeof STAFF_POSITIONS)[number];
export type CustomerPosition = (typeof CUSTOMER_POSITIONS)[number];
export type Position = StaffPosition | CustomerPosition;

export const POSITIONS: readonly Position[] = [...STAFF_POSITIONS, ...CUSTOMER_POSITIONS];

export function isCustomerPosition(name: string): name is CustomerPosition {
  return (CUSTOMER_POSITIONS as readonly string[]).includes(name);
}
