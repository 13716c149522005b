import { A, C, R, U, X, all, house, o, p, s, to, u } from './notation.rights.ts';
import type { CellGrant } from './notation.rights.ts';
import type { Holder, Thing } from './rights.schema.ts';

interface HolderRights {
  readonly holder: Holder;
  readonly grants: readonly { readonly things: readonly Thing[]; readonly grants: readonly CellGrant[] }[];
}

const approvesOthers: readonly CellGrant[] = [to([A], p, 'notOwn'), to([A], u, 'notOwn')];

/**
 * Positions without a column, what no row of the matrix speaks of, and the system where a flow names it (`sys`). The resident engineer and the senior support
 * engineer have a column's rights besides these: `matrix.rights.ts` adds them.
 */
export const COLUMNLESS: readonly HolderRights[] = [
  { holder: 'residentEngineer', grants: [{ things: ['dailyLog'], grants: [to([C, U], o)] }] },
  {
    holder: 'seniorSupportEngineer',
    grants: [
      { things: ['knowledgeDigest'], grants: [to([C, U], p)] },
      { things: ['knowledgeArticle'], grants: [to([A], p)] },
    ],
  },
  {
    holder: 'approvingManager',
    grants: [
      { things: ['taskOrder', 'serviceRecord'], grants: approvesOthers },
      // The order is proposed out of a request, the record reports on it: nobody decides on what is not seen.
      { things: ['serviceRequest'], grants: [to([R], p), to([R], u)] },
    ],
  },
  {
    holder: 'providerManagement',
    grants: [
      { things: ['servicePlan'], grants: [to([A], all, 'notOwn')] },
      { things: ['priceCapException', 'fee'], grants: [to([A], all)] },
      { things: ['complaint'], grants: [to([A], all, 'roundThree', 'notSubject')] },
      { things: ['operationQualityReport'], grants: [to([R], all)] },
    ],
  },
  // The next version is written from those before it, and held against them (decision 0070).
  { holder: 'planAuthor', grants: [{ things: ['servicePlan'], grants: [to([C, U], p, 'draftOnly'), to([R], p)] }] },
  {
    holder: 'commercialOfficer',
    grants: [
      { things: ['quotation', 'priceList', 'contract'], grants: [to([C, U], p)] },
      { things: ['asset'], grants: [to([R], p)] },
    ],
  },
  // The holidays that working hours are counted by are the provider's own: no row of the matrix speaks of them.
  ...(['centreManager', 'systemAdministrator'] as const).map((holder) => ({
    holder,
    grants: [
      { things: ['holidayNotice'] as const, grants: [to([C, R], house)] },
      { things: ['clockRecount'] as const, grants: [to([R], house)] },
    ],
  })),
  ...(['centreManagerAssistant', 'dedicatedServiceManager', 'qualityController', 'auditor', 'planAuthor'] as const).map(
    (holder) => ({ holder, grants: [{ things: ['holidayNotice', 'clockRecount'] as const, grants: [to([R], house)] }] }),
  ),
  // Logs of another system are read in by whoever runs this one: no row of the matrix speaks of it.
  { holder: 'systemAdministrator', grants: [{ things: ['historyImport'], grants: [to([X], all)] }] },
  { holder: 'messageDeskClerk', grants: [{ things: ['serviceRequest', 'complaint'], grants: [to([C], p)] }] },
  {
    holder: 'customerSiteStaff',
    grants: [
      { things: ['siteConsent', 'departureCheck'], grants: [to(['consent'], s)] },
      { things: ['serviceRequest'], grants: [to([C, R], s)] },
    ],
  },
  {
    holder: 'system',
    grants: [
      { things: ['serviceRequest'], grants: [to([C, R, X], all)] },
      { things: ['consultationRecord', 'inspection'], grants: [to([C, R], all)] },
      { things: ['taskOrder', 'complaint', 'commitments'], grants: [to([R, X], all)] },
    ],
  },
];
