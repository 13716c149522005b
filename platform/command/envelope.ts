import { z } from 'zod';

/** What every command carries beside its own fields; spec interfaces.md, HTTP. */
export const envelopeShape = {
  /** Made by the client; a repeat gives the first answer. */
  commandId: z.uuid(),
  /** When it happened, with offset; absent: now. */
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  /** Needed when it happened more than 24 hours ago. */
  lateReason: z.string().trim().min(1).max(500).optional(),
  /** The device's clock when it sent: the server keeps the difference. */
  sentAt: z.iso.datetime({ offset: true }).optional(),
  /** Of the thing seen, where the command changes a text or a choice. */
  version: z.int().min(1).optional(),
} as const;
export const envelope = z.object(envelopeShape);
export type Envelope = z.infer<typeof envelope>;
