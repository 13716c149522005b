import { z } from 'zod';
import { bothLanguages } from '../clock-view.schema.ts';

export const cardQuery = z.strictObject({
  project: z.uuid().optional().describe('The only one, or the first, where left out.'),
});
export type CardQuery = z.infer<typeof cardQuery>;

const cardLine = z.object({
  label: bothLanguages.nullable().describe('Who or what it is; null where the part says it.'),
  text: bothLanguages.nullable(),
  phone: z.string().nullable(),
  mail: z.string().nullable(),
});
export type CardLine = z.infer<typeof cardLine>;

const cardPart = z.object({
  place: z.string().describe('Of the plan: `channels.phone`, `organisation.units.HQ`, `quality.policy`.'),
  title: bothLanguages,
  lines: z.array(cardLine),
  lacks: z.array(bothLanguages).describe('What the plan promises to show here and nothing says.'),
});
export type CardPart = z.infer<typeof cardPart>;

/** How a project's customer reaches the centre, by the plan in force and the people of today. */
export const cardAnswer = z.object({
  projects: z
    .array(z.object({ id: z.uuid(), name: bothLanguages }))
    .describe('Those whose cards the caller may see, fifty at most.'),
  card: z
    .object({
      project: z.object({ id: z.uuid(), name: bothLanguages }),
      plan: z.object({
        code: z.string(),
        revision: z.number().int(),
        appliedAt: z.string().describe('Since when this is shown.'),
      }),
      parts: z.array(cardPart),
    })
    .nullable()
    .describe('Null where the caller may read no plan in force of it.'),
});
export type CardAnswer = z.infer<typeof cardAnswer>;
