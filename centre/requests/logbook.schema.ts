import { z } from 'zod';
import { messageView } from './requests.schema.ts';

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  total: z.enum(['true', 'false']).optional(),
};
const ofRequest = z.object({ id: z.string(), number: z.string() });
const flag = z.enum(['true', 'false']).optional();

export const messageListQuery = z.strictObject({
  request: z.uuid().optional(),
  channel: z.string().max(60).optional(),
  direction: z.enum(['incoming', 'outgoing', 'internal']).optional(),
  delivery: z.enum(['noted', 'queued', 'sent', 'failed', 'read']).optional(),
  ...page,
});
export const messageRow = messageView.extend({ request: ofRequest });

export const eventListQuery = z.strictObject({
  request: z.uuid().optional(),
  type: z.string().max(60).optional(),
  ...page,
});
export const eventRow = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  seq: z.number().int().describe('Its place in the stream of its subject.'),
  request: ofRequest,
  flow: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  occurredAt: z.string(),
  recordedAt: z.string(),
  deviceAhead: z
    .number()
    .nullable()
    .describe('Milliseconds by which the clock of the sending device ran ahead; null where it did not tell.'),
  commitments: z.array(z.string()),
  visibility: z.enum(['shared', 'internal']),
  hash: z.string().describe('Under which the chain of its stream goes on.'),
});

export const clockListQuery = z.strictObject({
  request: z.uuid().optional(),
  clock: z.string().max(60).optional(),
  state: z.enum(['notStarted', 'running', 'paused', 'stopped', 'cancelled', 'all']).default('running'),
  breached: flag,
  ...page,
});
export const clockRow = z.object({
  id: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  cycle: z.number().int(),
  request: ofRequest,
  state: z.string(),
  calendar: z.string(),
  limit: z.string().nullable(),
  startedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  breached: z.boolean(),
  breachedAt: z.string().nullable(),
  provisional: z.boolean(),
  commitments: z.array(z.string()),
});

export type MessageListQuery = z.infer<typeof messageListQuery>;
export type MessageRow = z.infer<typeof messageRow>;
export type EventListQuery = z.infer<typeof eventListQuery>;
export type EventRow = z.infer<typeof eventRow>;
export type ClockListQuery = z.infer<typeof clockListQuery>;
export type ClockRow = z.infer<typeof clockRow>;
