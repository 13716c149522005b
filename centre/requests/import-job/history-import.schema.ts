import { z } from 'zod';
import { logSample } from '#centre/history/log-sample.schema.ts';
import { envelopeShape } from '#platform/command/envelope.ts';

/** What is told of a log on its way in, and what is sent to bring it on. */
export const IMPORT_STATES = ['uploaded', 'checking', 'checked', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Workers are at it, or will be. */
export const AT_WORK: readonly ImportState[] = ['checking', 'waiting', 'running'];

const words = z.object({ zh: z.string(), en: z.string() });
const map = z.string().min(1).max(65_536).describe('What the columns mean, as YAML.');

export const mapInput = z.strictObject({ ...envelopeShape, map });
export type MapInput = z.infer<typeof mapInput>;
export const plainInput = z.strictObject({ ...envelopeShape });
export type PlainInput = z.infer<typeof plainInput>;

export const mapDiagnostic = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  line: z.number(),
  column: z.number(),
  path: z.string(),
  message: words,
  remedy: words,
});
export type MapDiagnostic = z.infer<typeof mapDiagnostic>;
export const mapChecked = z.object({ diagnostics: z.array(mapDiagnostic) });

export const shownFault = z.object({
  line: z.number(),
  column: z.string().nullable(),
  externalId: z.string().nullable(),
  reason: words,
  cells: z.array(z.string()),
});
export type ShownFault = z.infer<typeof shownFault>;

export const historyImport = z.object({
  id: z.string(),
  state: z.enum(IMPORT_STATES),
  file: z.object({ name: z.string(), size: z.number() }),
  person: z.string().nullable(),
  uploadedAt: z.string(),
  /** What the look at the log told; null before. */
  look: z.object({ rows: z.number(), requests: z.number(), faultyRows: z.number(), leftOut: z.number() }).nullable(),
  /** How far the import is; `refused`: requests that were not taken, with their reasons among the faults. */
  count: z.object({
    done: z.number(),
    imported: z.number(),
    hereAlready: z.number(),
    open: z.number(),
    refused: z.number(),
  }),
  /** Why it failed. */
  why: words.nullable(),
});
export type HistoryImport = z.infer<typeof historyImport>;
export const historyImports = z.object({ items: z.array(historyImport) });

export const historyImportDetail = historyImport.extend({
  map: z.string().nullable(),
  columns: z.array(z.string()),
  /** The first of the rows with a fault, in the order of the log. */
  faults: z.array(shownFault),
});
export type HistoryImportDetail = z.infer<typeof historyImportDetail>;

export const sampleQuery = z.strictObject({
  encoding: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('A label of the Encoding standard; told from the bytes where it is not asked for.'),
  delimiter: z.string().length(1).optional(),
});
export const sampleAnswer = logSample.extend({
  /** A first map, guessed from names and values. */
  suggested: z.string(),
});
export type SampleAnswer = z.infer<typeof sampleAnswer>;

const named = z.object({ zh: z.string(), en: z.string() });
export const importChoicesShape = z.object({
  projects: z.array(
    z.object({
      code: z.string(),
      name: named,
      kinds: z.array(
        z.object({
          kind: z.string(),
          name: named,
          severities: z.array(z.object({ severity: z.string(), name: named })),
          states: z.array(z.object({ state: z.string(), name: named })),
          final: z.array(z.string()),
        }),
      ),
    }),
  ),
  events: z.array(z.string()),
  fields: z.array(z.string()),
  readsRequests: z.boolean().describe('Whether whoever asks reads requests, and so finds what was imported in the list.'),
});
export type ImportChoices = z.infer<typeof importChoicesShape>;
