import { z } from 'zod';
import type { Instant } from '#platform/time/instant.ts';

const heading = z.object({
  kind: z.literal('heading'),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  text: z.string(),
});
const paragraph = z.object({ kind: z.literal('paragraph'), text: z.string(), isQuiet: z.boolean().optional() });
const table = z.object({
  kind: z.literal('table'),
  /** Shares of the width, of any sum. */
  columns: z.array(z.object({ name: z.string(), share: z.number() })),
  /** A row stands back behind the others, or before them. */
  rows: z.array(z.object({ cells: z.array(z.string()), tone: z.enum(['quiet', 'strong']).optional() })),
});

/** A text of several sheets, as data: headings, paragraphs, tables. Screens, PDF and DOCX are made of the same. */
export const chapterShape = z.object({
  language: z.enum(['zh', 'en']),
  title: z.string(),
  /** At the head of each sheet, and of the page: what this text is not. */
  mark: z.string().optional(),
  /** Below the title: a label, and what stands behind it. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  blocks: z.array(z.discriminatedUnion('kind', [heading, paragraph, table])),
  /** In the foot of each sheet: which text this is, so that two sheets can be told apart. */
  foot: z.string(),
});
export type Chapter = z.infer<typeof chapterShape>;
export type ChapterBlock = Chapter['blocks'][number];
export type ChapterTable = Extract<ChapterBlock, { kind: 'table' }>;
export type ChapterRow = ChapterTable['rows'][number];

export interface ChapterRequest {
  readonly chapter: Chapter;
  /** Fixed, so that the same chapter prints to the same bytes. */
  readonly createdAt: Instant;
}
