import { z } from 'zod';
import { bothLanguages } from '#centre/commitments/clock-view.schema.ts';
import { neededField } from '../requests.schema.ts';
import { BULK_AT_MOST, bulkActions } from './bulk-actions.ts';

export const bulkQuestion = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(BULK_AT_MOST),
  /** Left out: which actions are offered, and what each needs. Named: what it would do to each request. */
  action: z.enum(bulkActions).optional(),
  /** What the action is to be carried out with, as its command takes it. */
  input: z.looseObject({}).optional(),
});
export type BulkQuestion = z.infer<typeof bulkQuestion>;

const offeredAction = z.object({
  action: z.enum(bulkActions),
  label: bothLanguages,
  /** For how many of the requests it is offered. */
  count: z.number().int(),
  /** Fields with the choices that all of those requests have in common. */
  needs: z.array(neededField),
});
export type OfferedAction = z.infer<typeof offeredAction>;

/** What the named action would do to one request: where its command is posted, or why it would be refused. */
const bulkVerdict = z.object({
  id: z.string(),
  path: z.string(),
  /** Of the request as it was judged; sent along, the command is refused where somebody acted in between. */
  version: z.number().int(),
  allowed: z.boolean(),
  reason: bothLanguages.nullable(),
  guards: z.array(z.string()),
  refusedBy: z.array(z.string()),
  /** Where it stands and where it would come to; null where it stays. */
  leads: z.object({ from: bothLanguages, to: bothLanguages }).nullable(),
});
export type BulkVerdict = z.infer<typeof bulkVerdict>;

/** Requests that the caller may not see are in neither list. */
export const bulkAnswer = z.object({ offered: z.array(offeredAction), items: z.array(bulkVerdict) });
export type BulkAnswer = z.infer<typeof bulkAnswer>;
