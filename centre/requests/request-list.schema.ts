import { z } from 'zod';
import { requestRow } from './requests.schema.ts';
import { soughtText, textFound } from './text-index/search.schema.ts';

/** `a,b` in a query names several values. */
const listOf = z
  .string()
  .max(400)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

export const requestSorts = ['nextDue', 'received', 'number'] as const;

/** The view is the address: every filter of the list stands in it. */
export const requestListQuery = z.strictObject({
  state: z.union([z.enum(['open', 'closed', 'all']), z.string().max(60)]).default('open'),
  kind: listOf.optional(),
  severity: listOf.optional(),
  site: z.uuid().optional(),
  customer: z.uuid().optional(),
  project: z.uuid().optional(),
  owner: z.enum(['me', 'unit', 'nobody']).optional(),
  /** What its clocks say: `breached`, `warning`, `paused`. */
  clock: z.enum(['breached', 'warning', 'paused']).optional(),
  /** What it waits for: registration, an approval, a review, the customer's word. */
  waiting: z.enum(['registration', 'approval', 'overdueApproval', 'review', 'confirmation']).optional(),
  /** A phrase in its words, messages, steps or records, or in its customer's name: two characters or more. */
  q: soughtText.optional(),
  /** Whether its history came from another system. */
  imported: z.enum(['true', 'false']).optional(),
  sort: z.enum(requestSorts).default('nextDue'),
  /** Whether each row is told all of its request's clocks, or those that a row of the screen shows, and the others as counts. */
  strip: z.enum(['whole', 'row']).default('whole'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  /** How many there are: counted as far as a heading tells (`true`), or as a number beside it (`glance`). */
  total: z.enum(['true', 'glance', 'false']).optional(),
});
/** Which requests and in which order; how a row is shown is not the list's matter. */
export type RequestListQuery = Omit<z.infer<typeof requestListQuery>, 'strip'>;

/** A row of a list. */
export const listedRequest = requestRow.extend({
  /** Where it has what the list looks for; absent where nothing is looked for, or where its customer's name has it. */
  found: textFound.optional(),
});
export type ListedRequest = z.infer<typeof listedRequest>;
