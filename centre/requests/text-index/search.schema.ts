import { z } from 'zod';
import { SHORTEST_SEARCH } from '#platform/text-index/fold.rules.ts';
import { textKinds } from './text-index.schema.ts';

/** What people look for: two characters at least, a rare character of two halves counting as two. */
export const soughtText = z.string().trim().max(100);

/** Whether an index of pairs can look for it. */
export function isLongEnough(sought: string): boolean {
  return sought.length >= SHORTEST_SEARCH;
}

export const searchQuery = z.strictObject({
  q: soughtText,
  /** `message,record` names several; absent: all. */
  kind: z
    .string()
    .max(100)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(textKinds)).min(1))
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});
export type SearchQuery = z.infer<typeof searchQuery>;

const bothLanguages = z.object({ zh: z.string(), en: z.string() });

/** Where something was found: a piece of the text, and the places of the phrase in it. */
export const passage = z.object({
  /** The part of the text: `content`, a cell of a record, a field of a step. */
  field: z.string(),
  label: bothLanguages,
  /** The text around the first place, as it was written. It is data, never markup. */
  text: z.string(),
  /** Whether the text goes on before and behind. */
  cutBefore: z.boolean(),
  cutBehind: z.boolean(),
  /** Places of the phrase in `text`, in UTF-16 code units; `to` is behind the last. */
  marks: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
});
export type Passage = z.infer<typeof passage>;

export const textFound = z.object({ kind: z.enum(textKinds), id: z.string(), passage });
export type TextFound = z.infer<typeof textFound>;

export const searchHit = textFound.extend({
  at: z.string(),
  request: z.object({ id: z.string(), number: z.string(), title: z.string() }),
  /** Of a record: its form and what it is in. */
  record: z
    .object({ form: z.string(), title: bothLanguages, number: z.string().nullable(), stateLabel: bothLanguages })
    .nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const searchAnswer = z.object({
  items: z.array(searchHit),
  nextCursor: z.string().nullable(),
  /** False while requests of before the index was made are still being entered: there may be more to find. */
  complete: z.boolean(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
