import { z } from 'zod';
import { LARGEST_FILE } from '../config/limits.ts';

/** Counted up where an older Pledge could not read what a newer one writes. */
export const ARCHIVE_FORMAT = 1;

/** Parts that have one name, in the order in which they stand; rows lie between keys and sequences, files and totals behind them. */
export const PARTS = { manifest: 'manifest.json', keys: 'keys.json', sequences: 'sequences.json' } as const;

/** A part is at most a file or a piece of rows, in bytes: what claims more is none of ours, and nothing larger is written. */
export const LARGEST_PART = LARGEST_FILE;

const DIGEST = z.string().regex(/^[0-9a-f]{64}$/);

/** What the archive is of: read before anything else is believed. */
export const manifestSchema = z.object({
  format: z.number().int(),
  product: z.literal('pledge'),
  version: z.string(),
  /** As `server_version_num`, for whoever wonders. */
  serverVersion: z.number().int(),
  takenAt: z.iso.datetime({ offset: true }),
  /** The schema that the rows have. */
  migrations: z.array(z.object({ name: z.string(), digest: DIGEST })).min(1),
  /** In the order in which they follow; columns in the order in which each row gives them. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const sequencesSchema = z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() }));
export type Sequences = z.infer<typeof sequencesSchema>;

const partSchema = z.object({ name: z.string(), bytes: z.number().int(), digest: DIGEST });
export type PartTotal = z.infer<typeof partSchema>;

/** The last part: without it the archive was cut. Files need no line here, since each is named by its own digest, and so is this part. */
export const totalsSchema = z.object({
  parts: z.array(partSchema),
  /** Of the rows as PostgreSQL's COPY writes them, ordered by key: equal rows give an equal digest on every server. */
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), digest: DIGEST })),
  files: z.object({ count: z.number().int(), bytes: z.number().int() }),
  /** Digests of files that rows name and that did not lie where files lie, or were no longer what they were. */
  lostFiles: z.array(DIGEST),
});
export type Totals = z.infer<typeof totalsSchema>;
export type TableTotal = Totals['tables'][number];
