import { z } from 'zod';

/**
 * What is said to have happened before is a slip of whoever typed the year, or a placeholder of another system (1900-01-01): clocks would be
 * counted, and figures shown month by month, over centuries.
 */
export const EARLIEST = Date.UTC(2000, 0, 1);

/** What every command carries beside its own fields; spec interfaces.md, HTTP. */
export const envelopeShape = {
  /** Made by the client; a repeat gives the first answer. */
  commandId: z.uuid().describe('Made by you; a repeat gives the first answer.'),
  /** When it happened, with offset; absent: now. */
  occurredAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it happened; absent: now. Before 2000, or later than the server’s time plus two minutes, is refused.'),
  /** Needed when it happened more than 24 hours ago. */
  lateReason: z.string().trim().min(1).max(500).optional().describe('Needed when it happened more than 24 hours ago.'),
  /** The device's clock when it sent: the server keeps the difference. */
  sentAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('The clock of the device as it sends: by how much it ran ahead is kept with the evidence.'),
  /** Of the thing seen, where the command changes a text or a choice. */
  version: z.int().min(1).optional().describe('Of what you saw, where the command changes a text or a choice.'),
} as const;

/** Before which whoever goes through everything by id begins: what had it would be passed over, in evidence packs too. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** The id of what a command creates, where the client makes it: a device without network goes on with it at once. */
export const clientId = z
  .uuid()
  .refine((id) => id !== BEFORE_ALL)
  .optional()
  .describe('A UUIDv7 of your own for what this creates; 409 idTaken where it is used.');
export const envelope = z.object(envelopeShape);
export type Envelope = z.infer<typeof envelope>;
