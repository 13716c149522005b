import { z } from 'zod';
import { COMMITMENT_KINDS, COMMITMENT_MEANS } from '#centre/plan/vocabulary.ts';
import { bothLanguages, commitmentName } from '../clock-view.schema.ts';
import { FULFILMENT_STATUSES, PERIODS } from './vocabulary.ts';

/** How one of the means of a commitment is measured. */
export const feed = z.object({
  means: z.enum(COMMITMENT_MEANS),
  by: z
    .enum(['clocks', 'guards', 'plan', 'attestations', 'objectives', 'card', 'duties'])
    .nullable()
    .describe(
      'What measures it: clocks of the plan, guards of the flows, the checks of its activation, the word of a person, figures of objectives, what the customer is shown, dated duties that were reported; null where nothing does yet.',
    ),
  names: z
    .array(z.string())
    .describe(
      'Of the clocks, guards, places of the plan or of the card, objectives, dated work or roles that attest; where nothing measures it, what it waits for.',
    ),
});
export type Feed = z.infer<typeof feed>;

/** What is counted of a commitment over some months and projects. */
export interface Tally {
  /** Clocks that ended in time. */
  readonly kept: number;
  readonly breached: number;
  /** Clocks that the customer's word called off, and guards that it opened. */
  readonly waived: number;
  /** Steps whose guards were asked and let pass. */
  readonly passed: number;
  /** Steps that guards refused. */
  readonly refused: number;
  /** Breaches whose cause and measure somebody has told. */
  readonly explained: number;
  /** Clocks that run past a warning now. */
  readonly atRisk: number;
  /** Active plans that state the commitment. */
  readonly plans: number;
  /** Projects for which somebody's word holds, ends within a month, or has ended. */
  readonly attested: { readonly holding: number; readonly ending: number; readonly ended: number };
  /** Projects whose customer is shown all of what is to be published, and those where something is lacking. */
  readonly published: { readonly shown: number; readonly lacking: number };
}

const monthText = z.string().describe('First day of a month of the plan’s zone, `YYYY-MM-DD`.');
const count = z.number().int();

export const registerQuery = z.strictObject({
  clause: z.string().min(1).max(20).optional().describe('A clause and all below it: `1.4` holds `1.4.4`.'),
  kind: z.enum(COMMITMENT_KINDS).optional(),
  means: z.enum(COMMITMENT_MEANS).optional(),
  role: z.string().min(1).max(60).optional().describe('Of whoever answers for it, as the plan names the role.'),
  customer: z.uuid().optional(),
  project: z.uuid().optional(),
  status: z.enum(FULFILMENT_STATUSES).optional(),
  asOf: z.iso
    .date()
    .optional()
    .describe(
      'The page as it was at the end of that day: by the plans that were active and by what was recorded until then. Not after today.',
    ),
  period: z.enum(PERIODS).default('year').describe('The present month and those before it: 1, 3, 6 or 12 in all, or every one.'),
  limit: z.coerce.number().int().min(1).max(500).default(300),
  cursor: z.string().max(120).optional(),
});
export type RegisterQuery = z.infer<typeof registerQuery>;

/** A commitment as it stands, a row of the register. */
export const fulfilment = commitmentName.extend({
  quote: z.string(),
  kind: z.enum(COMMITMENT_KINDS),
  means: z.array(z.enum(COMMITMENT_MEANS)),
  responsible: z.array(z.object({ role: z.string(), name: bothLanguages })),
  repeats: z.array(z.string()),
  limits: z
    .array(bothLanguages)
    .describe('Limit and calendar of each clock that measures it, in words, and for whom where not for all.'),
  status: z.enum(FULFILMENT_STATUSES),
  kept: count,
  due: count,
  breached: count,
  unexplained: count.describe('Breaches whose cause and measure nobody has told yet.'),
  waived: count,
  refused: count,
  atRisk: count,
  feeds: z.array(feed),
  trend: z.array(z.object({ month: monthText, due: count, breached: count })),
  last: z.object({ at: z.string(), eventId: z.uuid() }).nullable().describe('The newest of what was counted.'),
});
export type Fulfilment = z.infer<typeof fulfilment>;

const whetherCounted = {
  countedAt: z
    .string()
    .nullable()
    .describe(
      'Since when the register is kept counted; null while everything is being counted: until then its figures say too little.',
    ),
  counting: z
    .object({
      projects: count.describe('Projects whose requests have all been counted.'),
      ofProjects: count,
      requests: count.nullable().describe('Requests counted so far, of all projects of the provider; null for a customer.'),
    })
    .nullable()
    .describe('How far it is being counted; null once it was.'),
};

const monthTotal = z.object({ month: monthText, due: count, breached: count });

export const commitmentQuery = registerQuery.pick({ customer: true, project: true, period: true, asOf: true });
export type CommitmentQuery = z.infer<typeof commitmentQuery>;

export const dutyPart = bothLanguages.nullable().describe('The site and product it is owed for; null for the whole project.');

/** One commitment by itself. */
export const commitmentAnswer = fulfilment.extend({
  ...whetherCounted,
  until: z
    .string()
    .nullable()
    .describe('The end of the day that was asked for: what was recorded from this instant on is left out. Null for now.'),
  named: z
    .array(z.object({ name: z.string(), words: bothLanguages }))
    .describe('What its feeds name, in words: a guard by what it asks for, a quality objective, a part of the card.'),
  repeated: z.array(z.object({ id: z.string(), status: z.enum(FULFILMENT_STATUSES) })).describe('Those that it repeats.'),
  projects: z
    .array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: bothLanguages,
        customer: bothLanguages,
        kept: count,
        breached: count,
        passed: count,
      }),
    )
    .describe('The projects in which most was broken, twenty at most.'),
  plan: z
    .object({ code: z.string(), revision: z.number().int(), appliedAt: z.string() })
    .describe('The plan that states it; of several the oldest.'),
  planCount: count.describe('Active plans that state it.'),
  duties: z
    .array(
      z.object({
        id: z.uuid(),
        project: bothLanguages,
        work: bothLanguages,
        part: dutyPart,
        dueOn: z.string(),
        opensAt: z.string(),
        dueAt: z.string(),
        status: z.enum(FULFILMENT_STATUSES),
        mayReport: z.boolean(),
        needsFile: z.boolean(),
      }),
    )
    .describe('Its dated duties that lie ahead and that nobody has reported, the next first, forty at most.'),
  lacks: z
    .array(z.object({ project: bothLanguages, part: bothLanguages, lacks: z.array(bothLanguages) }))
    .describe('Of what is to be published: what the customers of which projects are not shown, fifty at most.'),
  mayAttest: z
    .array(z.object({ id: z.uuid(), name: bothLanguages, holdsAtMost: z.string() }))
    .describe('Projects for which the caller may give their word on it, fifty at most.'),
  people: z
    .array(z.object({ id: z.uuid(), name: z.string() }))
    .describe('Who of the provider may answer for a measure; for staff.'),
});
export type CommitmentAnswer = z.infer<typeof commitmentAnswer>;

export const registerAnswer = z.object({
  items: z.array(fulfilment),
  nextCursor: z.string().nullable(),
  plans: z
    .array(z.object({ code: z.string(), revision: z.number().int(), effectiveFrom: z.string() }))
    .describe('The active plans that this is read from, four at most.'),
  planCount: count,
  total: count.describe('Commitments, whatever is asked for.'),
  statuses: z.record(z.enum(FULFILMENT_STATUSES), count).describe('Commitments by status, before `status` is asked.'),
  map: z
    .array(z.object({ id: z.string(), clause: z.string(), status: z.enum(FULFILMENT_STATUSES) }))
    .describe('Every commitment in the order of the plan, whatever is asked for.'),
  trend: z.array(monthTotal).describe('Obligations that fell due, each once, however many commitments it serves.'),
  ...whetherCounted,
});
export type RegisterAnswer = z.infer<typeof registerAnswer>;
