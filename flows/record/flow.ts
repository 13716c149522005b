import type { FlowDefinition } from '#platform/flow/flow.ts';

const staff = ['dedicatedServiceManager', 'supportEngineer', 'branchEngineer', 'approvingManager', 'onCall'];

/**
 * What happens to a filled form apart from its process, after forms.md "Common rules": cells of open blocks are written, blocks signed, a record voided or
 * corrected by a new revision. The process that a record belongs to issues its number and freezes it; nothing here does that in its place.
 */
export const recordFlow: FlowDefinition = {
  id: 'record',
  version: 1,
  subject: 'record',
  states: ['draft', 'open', 'frozen', 'voided'],
  initial: 'draft',
  final: ['frozen', 'voided'],
  rows: [
    {
      event: 'fillRecord',
      from: ['draft', 'open'],
      to: null,
      by: [...staff, 'customerRepresentative'],
      guards: ['approvedForm', 'noForbiddenPhrase'],
      writes: [],
      rank: 1,
    },
    {
      event: 'signRecord',
      from: ['open'],
      to: null,
      by: [...staff, 'customerRepresentative'],
      guards: ['approvedForm', 'approverNotProposer', 'reviewerNotPerformer', 'recordComplete', 'recordSigned'],
      writes: [],
      rank: 2,
    },
    {
      event: 'correctRecord',
      from: ['open', 'frozen'],
      to: 'voided',
      by: staff,
      guards: ['approvedForm', 'withdrawReason'],
      writes: [],
      rank: 30,
    },
    {
      event: 'voidRecord',
      from: ['draft', 'open', 'frozen'],
      to: 'voided',
      by: staff,
      guards: ['approvedForm', 'withdrawReason'],
      writes: [],
      rank: 90,
    },
  ],
};
