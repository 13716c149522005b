import { z } from 'zod';
import { soughtText } from '#centre/requests/text-index/search.schema.ts';

export const recordListQuery = z.strictObject({
  form: z.string().max(60).optional(),
  state: z.enum(['draft', 'open', 'frozen', 'voided']).optional(),
  /** `signature`: an open block that the caller may sign. */
  requestId: z.uuid().optional(),
  /** A phrase in its number, its words or those of its request: two characters or more. */
  q: soughtText.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  total: z.enum(['true', 'false']).optional(),
});
export type RecordListQuery = z.infer<typeof recordListQuery>;

const words = z.object({ zh: z.string(), en: z.string() });

export const recordRow = z.object({
  id: z.string(),
  form: z.string(),
  title: words,
  recordNumber: z.string().nullable(),
  state: z.string(),
  stateLabel: words,
  createdAt: z.string(),
  request: z.object({ id: z.string(), number: z.string(), title: z.string() }),
  customer: z.string(),
  signatures: z.number(),
  blocks: z.number(),
});
export type RecordRow = z.infer<typeof recordRow>;

export const recordView = recordRow.extend({
  documentNumber: z.string(),
  documentVersion: z.string(),
  version: z.number(),
  /** The form itself, for drawing it as paper. */
  definition: z.unknown(),
  values: z.record(z.string(), z.unknown()),
  /** Fields the caller may write now, and those nobody may change any more. */
  open: z.array(z.string()),
  frozen: z.array(z.string()),
  /** What the caller may sign now, in the order of the sheet. */
  signable: z.array(
    z.object({
      field: z.string(),
      block: z.string(),
      /** Whether the sheet says all that it has to say before this signature. */
      ready: z.boolean(),
      /** Whose name stands by it; where they do not sign for themselves, who is expected to take the pen, empty where nobody is. */
      name: z.string(),
      contactId: z.string().nullable(),
      /** Whether the caller signs for themselves: then the name is theirs alone. */
      own: z.boolean(),
    }),
  ),
  /** What the sheet lacks until its end, in the order in which it is asked for. */
  missing: z.array(z.object({ anyOf: z.array(z.string()) })),
  /** SHA-256 of all cells as they stand, hexadecimal: its first 64 bits stand in the foot, on the screen and on paper. */
  contentDigest: z.string(),
  /** What the code in the foot opens. */
  liveUrl: z.string(),
  signed: z.array(
    z.object({
      field: z.string(),
      block: z.string(),
      name: z.string(),
      role: z.string(),
      at: z.string(),
      means: z.string(),
      digest: z.string(),
      strokes: z.unknown(),
    }),
  ),
  voidReason: z.string().nullable(),
  replacesId: z.string().nullable(),
  taskOrderId: z.string().nullable(),
  next: z.array(z.unknown()),
});
export type RecordView = z.infer<typeof recordView>;
