import { A, C, R, U, X, all, cell, none, o, p, readAll, readHouse, readProjects, to, u } from './notation.rights.ts';
import type { Row } from './notation.rights.ts';

/** The customer's own people; changing them needs that the customer named the contact as its administrator. */
const ownStaff = cell('own staff of the customer', to([R], p), to([X], p, 'customerAdministrator'));

/** Rows of what belongs to the house: rosters, documents, waivers, accounts, audit trail. What has no project is read by `house`. */
export const HOUSE_ROWS: readonly Row[] = [
  {
    title: 'Roster, competence sheets',
    things: ['onCallShift', 'competenceSheet'],
    cells: {
      centreManager: cell('C U A', to([C, U, A], all)),
      centreManagerAssistant: readHouse,
      dedicatedServiceManager: readHouse,
      qualityController: readHouse,
      supportEngineer: cell('R o', to([R], o)),
      branchEngineer: cell('R u', to([R], u)),
      complaintHandler: readHouse,
      stockKeeper: none,
      systemAdministrator: none,
      auditor: readHouse,
      customerTechnician: cell('"whom to call now"', to([R], p, 'whomToCallNow')),
      customerRepresentative: cell('same', to([R], p, 'whomToCallNow')),
    },
  },
  {
    title: 'Form templates, document control',
    things: ['formTemplate'],
    cells: {
      centreManager: readHouse,
      centreManagerAssistant: readHouse,
      dedicatedServiceManager: readHouse,
      qualityController: cell('C U A', to([C, U, A], all)),
      supportEngineer: readHouse,
      branchEngineer: readHouse,
      complaintHandler: readHouse,
      stockKeeper: readHouse,
      systemAdministrator: none,
      auditor: readHouse,
      customerTechnician: none,
      customerRepresentative: none,
    },
  },
  {
    title: 'Waiver of a commitment',
    things: ['waiver'],
    cells: {
      centreManager: none,
      centreManagerAssistant: none,
      dedicatedServiceManager: cell('request', to(['request'], p), to([R], o)),
      qualityController: readAll,
      supportEngineer: none,
      branchEngineer: none,
      complaintHandler: none,
      stockKeeper: none,
      systemAdministrator: none,
      auditor: readAll,
      customerTechnician: none,
      customerRepresentative: cell('A p', to([A], p)),
    },
  },
  {
    title: 'Accounts and settings',
    things: ['accounts'],
    cells: {
      centreManager: none,
      centreManagerAssistant: none,
      dedicatedServiceManager: none,
      qualityController: none,
      supportEngineer: none,
      branchEngineer: none,
      complaintHandler: none,
      stockKeeper: none,
      systemAdministrator: cell('X', to([X], all)),
      auditor: readAll,
      customerTechnician: ownStaff,
      customerRepresentative: ownStaff,
    },
  },
  {
    title: 'Audit trail',
    things: ['auditTrail'],
    cells: {
      centreManager: readAll,
      centreManagerAssistant: none,
      dedicatedServiceManager: readProjects,
      qualityController: readAll,
      supportEngineer: cell('R o', to([R], o)),
      branchEngineer: cell('R o', to([R], o)),
      complaintHandler: none,
      stockKeeper: none,
      systemAdministrator: cell('R (system events)', to([R], all, 'systemEvents')),
      auditor: cell('R, verify, export all', to([R, 'verify', 'export'], all)),
      customerTechnician: cell('own events', to([R], o)),
      customerRepresentative: cell('own events, export p', to([R], o), to(['export'], p)),
    },
  },
];
