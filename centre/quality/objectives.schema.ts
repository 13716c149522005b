import { z } from 'zod';
import { BOUNDS, MEASURES, OBJECTIVE_PERIODS, OBJECTIVE_STATUSES } from './vocabulary.ts';

const both = z.object({ zh: z.string(), en: z.string() });
const day = z.string().describe('A local date of the plan’s zone, `YYYY-MM-DD`.');
const period = z.object({
  name: z.string().describe('`2026-11`, `2026Q4`, `2026H2` or `2026`.'),
  from: day,
  to: day.describe('The first day after it.'),
});

export const objectivesQuery = z.strictObject({
  period: z
    .string()
    .max(7)
    .optional()
    .describe('`2026`, `2026H2`, `2026Q4` or `2026-11`: each objective is told for its own period that holds the end of it.'),
  project: z.uuid().optional(),
});
export type ObjectivesQuery = z.infer<typeof objectivesQuery>;

const figure = z.object({
  status: z.enum(OBJECTIVE_STATUSES),
  value: z.number().nullable().describe('A share between 0 and 1, or seconds; null where there is nothing to measure.'),
  numerator: z.int().describe('Of a share how many count; of a time how many kept its limit.'),
  denominator: z.int(),
});

/** A quality objective in one of its periods. */
export const objectiveView = figure.extend({
  name: z.string(),
  title: both,
  commitments: z.array(z.string()),
  target: z.object({ bound: z.enum(BOUNDS), value: z.number() }),
  unit: z.enum(['share', 'seconds']),
  period: period.extend({ kind: z.enum(OBJECTIVE_PERIODS), isOver: z.boolean() }),
  formula: z
    .object({ numerator: z.string(), denominator: z.string(), isAssumed: z.boolean() })
    .nullable()
    .describe('What is divided by what, by the names of the plan; null where a time is measured.'),
  measure: z.enum(MEASURES).nullable(),
  satisfiedMeans: z.array(z.string()),
  lacking: z.array(z.string()).describe('What nothing writes yet, so that the objective is not measured.'),
  also: z.array(z.object({ name: z.string(), value: z.number().nullable() })),
  trend: z.array(figure.extend({ period: z.string() })).describe('Its periods up to this one, the oldest first.'),
});
export type ObjectiveView = z.infer<typeof objectiveView>;

export const objectivesAnswer = z.object({
  items: z.array(objectiveView),
  period: z.string().nullable().describe('What was asked for.'),
  today: day,
  countedAt: z.string().nullable().describe('Since when figures are kept counted; null before the first time.'),
  projects: z.array(z.object({ id: z.uuid(), name: both })).describe('Projects in reach, the first 200 by name.'),
});
export type ObjectivesAnswer = z.infer<typeof objectivesAnswer>;

export const objectiveRowsQuery = objectivesQuery.extend({
  counted: z
    .enum(['yes', 'no'])
    .optional()
    .describe('Only what the numerator counts, or only what it leaves out. Of a time: what kept the limit, or what did not.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ObjectiveRowsQuery = z.infer<typeof objectiveRowsQuery>;

export const objectiveRow = z.object({
  requestId: z.uuid(),
  number: z.string(),
  title: z.string(),
  project: both,
  at: z.string().describe('When it counts: the report, the closing, the rating.'),
  isCounted: z.boolean(),
  rating: z.string().nullable(),
  seconds: z.number().nullable().describe('How long it took, or waits by now.'),
  isOpen: z.boolean().describe('Whether it waits still.'),
  records: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), form: z.string(), state: z.string() })),
});
export type ObjectiveRow = z.infer<typeof objectiveRow>;

export const objectiveRowsAnswer = z.object({
  items: z.array(objectiveRow),
  nextCursor: z.string().nullable(),
  period: period,
});
export type ObjectiveRowsAnswer = z.infer<typeof objectiveRowsAnswer>;
