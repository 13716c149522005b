import { z } from 'zod';
import { bothLanguages } from '../clock-view.schema.ts';

export const placesQuery = z.strictObject({
  q: z.string().max(80).optional().describe('A part of a name or code.'),
  customer: z.uuid().optional().describe('Projects of this customer alone.'),
  project: z.uuid().optional().describe('The project that is chosen: its name is told whatever fits.'),
});
export type PlacesQuery = z.infer<typeof placesQuery>;

const place = z.object({ id: z.uuid(), code: z.string(), name: bothLanguages });
const places = z.object({
  items: z.array(place).describe('Those that fit, by their codes, twenty at most.'),
  fitting: z.number().int(),
  total: z.number().int().describe('Of what the caller may read, whatever is asked for.'),
  chosen: place.nullable(),
});

/** By which projects and customers the register can be narrowed. */
export const placesAnswer = z.object({ projects: places, customers: places });
export type PlacesAnswer = z.infer<typeof placesAnswer>;
