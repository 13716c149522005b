import type { EvidenceRow } from './evidence.schema.ts';

/** What a row of evidence says that no request brought, and nothing of its kind either. */
export const OF_NO_REQUEST = {
  request: null,
  projectId: null,
  clock: null,
  cycle: null,
  dueAt: null,
  lateSeconds: null,
  guards: [],
  reasons: [],
  times: null,
  record: null,
  explanation: null,
  attestation: null,
  duty: null,
} satisfies Partial<EvidenceRow>;
