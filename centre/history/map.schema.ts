/** The map of a log: what its columns mean. One format for import and replay; spec interfaces.md, "Import and replay". */
import { z } from 'zod';
import { name, oneOf, timezone, word } from '#centre/plan/values.schema.ts';
import { CLOCK_EVENTS } from '#centre/plan/vocabulary.ts';
import { isPattern } from './instants.rules.ts';

/** The name of a column as the first line of the log writes it. */
const column = z.string().min(1).max(200);

/** A cell to be compared; YAML reads `1` and `true` as what they look like. */
const cell = z.union([z.string().max(1000), z.number().transform(String), z.boolean().transform(String)]);
const cells = z.union([cell.transform((one) => [one]), z.array(cell)]);
const condition = z.record(column, cells);

/** What rows mean for clocks: names that flows write too, and what holds, takes up again and ends. */
export const HISTORY_EVENTS = [...CLOCK_EVENTS, 'pause', 'resume', 'cancel'] as const;

/** What else a request has from the log beside its history. */
export const HISTORY_FIELDS = ['title', 'content', 'enquirerName', 'enquirerPhone', 'enquirerEmail', 'site', 'channel'] as const;
export type HistoryField = (typeof HISTORY_FIELDS)[number];

const byColumn = z.strictObject({ column, values: z.record(z.string().max(1000), name) });

const eventEntry = z.strictObject({
  when: condition.default({}),
  not: condition.default({}),
  /** Fits only the first such row of a request. */
  first: z.boolean().default(false),
  event: oneOf('event', HISTORY_EVENTS),
  /** Another column with the time of the event; a row whose cell there is empty does not fit. */
  at: column.optional(),
  reason: word.optional(),
});

export const logMapSchema = z.strictObject({
  id: column,
  at: column,
  format: z.stringFormat('dateTimePattern', isPattern).optional(),
  zone: timezone.optional(),
  encoding: z.stringFormat('encoding', isEncoding).default('utf-8'),
  delimiter: z.string().length(1).default(','),
  project: name.optional(),
  kind: z.union([name, byColumn]),
  severity: byColumn.optional(),
  unit: column.optional(),
  events: z.array(eventEntry).min(1).max(500),
  state: z
    .array(z.strictObject({ when: condition.default({}), state: word }))
    .max(200)
    .default([]),
  fields: z.partialRecord(oneOf('field', HISTORY_FIELDS), column).default({}),
});
export type LogMap = z.infer<typeof logMapSchema>;

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
