import { z } from 'zod';
import { bothLanguages } from '#centre/commitments/clock-view.schema.ts';

/** The flow drawn: nodes and edges with places from the layout, and the path this request took. */
export const flowView = z.object({
  flow: z.string(),
  version: z.number().int(),
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    z.object({
      id: z.string(),
      label: bothLanguages,
      x: z.number(),
      y: z.number(),
      status: z.enum(['taken', 'current', 'ahead', 'broken']),
      at: z.string().nullable(),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      points: z.array(z.object({ x: z.number(), y: z.number() })),
      taken: z.boolean(),
      loop: z.boolean(),
      label: bothLanguages.nullable(),
    }),
  ),
});
export type FlowView = z.infer<typeof flowView>;
