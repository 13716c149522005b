import type { COMMITMENT_MEANS } from '#centre/plan/vocabulary.ts';

export type Means = (typeof COMMITMENT_MEANS)[number];

/** How a commitment stands (`fulfilment` of the glossary). */
export const FULFILMENT_STATUSES = ['kept', 'atRisk', 'breached', 'waived', 'notDue', 'notMeasured'] as const;
export type FulfilmentStatus = (typeof FULFILMENT_STATUSES)[number];

/** The present month and those before it: 1, 3, 6 or 12 in all, or every one. */
export const PERIODS = ['month', 'quarter', 'halfYear', 'year', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** What a piece of evidence says of a commitment. */
export const EVIDENCE_KINDS = [
  'kept',
  'breached',
  'waived',
  'warned',
  'passed',
  'refused',
  'attested',
  'activated',
  'published',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
