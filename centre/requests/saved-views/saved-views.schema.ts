import { z } from 'zod';
import { clientId, envelopeShape } from '#platform/command/envelope.ts';
import { requestListQuery } from '../request-list.schema.ts';
import { textLine } from '#platform/text/line.schema.ts';

/** What a view may ask of the list: all of it but the page and the count. */
export const viewQuery = requestListQuery
  .omit({ limit: true, cursor: true, total: true })
  .extend({ state: z.enum(['open', 'closed', 'all']).optional(), sort: requestListQuery.shape.sort.optional() });

const name = textLine(60).min(1);
/** Room for a query, in the one spelling in which views are kept; see `spelt`. */
export const QUERY_AT_MOST = 1_000;
const query = z.string().max(QUERY_AT_MOST).describe('As the list’s own query: `clock=breached&sort=received`.');
const unitId = z.uuid().nullable().describe('The unit it is shared with, one of your own; null: for yourself.');

export const saveViewInput = z.strictObject({ ...envelopeShape, id: clientId, name, query, unitId });
export type SaveViewInput = z.infer<typeof saveViewInput>;

export const changeViewInput = z.strictObject({
  ...envelopeShape,
  version: z.int().min(1).describe('Of the view as you saw it; another than the present one is refused.'),
  name: name.optional(),
  query: query.optional(),
  unitId: unitId.optional(),
});
export type ChangeViewInput = z.infer<typeof changeViewInput>;

export const deleteViewInput = z.strictObject({ ...envelopeShape });
export const orderViewsInput = z.strictObject({ ...envelopeShape, ids: z.array(z.uuid()).min(1).max(100) });

const words = z.object({ zh: z.string(), en: z.string() });

export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  /** Whose it is: the caller's, who may change it, or somebody's of the same unit. */
  own: z.boolean(),
  owner: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  version: z.number(),
  /** What no longer holds of what it asks for; empty where all does. */
  faults: z.array(words),
});
export type SavedView = z.infer<typeof savedView>;

export const savedViews = z.object({
  items: z.array(savedView),
  /** The units that the caller may share a view with. */
  units: z.array(z.object({ id: z.string(), name: z.string() })),
});
export const leftViews = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), owner: z.string(), unit: z.string() })),
});
export type LeftViews = z.infer<typeof leftViews>;

export type SavedViews = z.infer<typeof savedViews>;
