import { z } from 'zod';

/** The head of a log, for whoever says what its columns mean. */
export const logSample = z.object({
  /** By which it was read: as asked for, else as it could be told from the bytes. */
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      /** Values that were met, each once, in the order in which they came; not all of them. */
      values: z.array(z.string()),
      /** Whether there were more values than those. */
      more: z.boolean(),
    }),
  ),
  /** So many rows were looked at. */
  rows: z.number(),
});
export type LogSample = z.infer<typeof logSample>;
