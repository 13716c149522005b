import { z } from 'zod';

export const sitesQuery = z.strictObject({
  q: z.string().trim().max(80).optional().describe('A part of the name or number of a site, or of the name of its customer.'),
  site: z.uuid().optional().describe('The site that is chosen: its name is told whatever fits.'),
  customer: z.uuid().optional().describe('Sites of this customer alone.'),
});
export type SitesQuery = z.infer<typeof sitesQuery>;

const siteNamed = z.object({ id: z.uuid(), code: z.string(), name: z.string(), customer: z.string() });

/** By which sites a list of requests can be narrowed. */
export const sitesAnswer = z.object({
  items: z.array(siteNamed).describe('Those that fit, by customer and number, twenty at most.'),
  fitting: z.number().int(),
  chosen: siteNamed.nullable(),
});
export type SitesAnswer = z.infer<typeof sitesAnswer>;
