import { z } from 'zod';
import { bothLanguages } from '../clock-view.schema.ts';
import { dutyPart, registerQuery } from './register.schema.ts';
import { EVIDENCE_KINDS } from './vocabulary.ts';

const count = z.number().int();

export const evidenceQuery = z.strictObject({
  customer: z.uuid().optional(),
  project: z.uuid().optional(),
  only: z.enum(EVIDENCE_KINDS).optional(),
  asOf: registerQuery.shape.asOf,
  cursor: z.string().max(200).optional(),
});
export type EvidenceQuery = z.infer<typeof evidenceQuery>;

/** One thing that happened to a commitment, with what proves it. */
export const evidenceRow = z.object({
  what: z.enum(EVIDENCE_KINDS),
  at: z.string(),
  request: z
    .object({ id: z.uuid(), number: z.string(), project: bothLanguages })
    .nullable()
    .describe('Null for what no request brought.'),
  projectId: z.uuid().nullable().describe('Of what is published: whose card shows it.'),
  title: bothLanguages.describe('The clock, the guard or the step.'),
  subject: z.object({ kind: z.string(), id: z.uuid() }),
  clock: z.string().nullable().describe('Of a verdict: the clock, or the guard where `cycle` is 0.'),
  cycle: count.nullable(),
  dueAt: z.string().nullable(),
  lateSeconds: z
    .number()
    .nullable()
    .describe(
      'Null where it was not late, or has not ended; negative where it was noted after the breach that it was done in time.',
    ),
  guards: z.array(z.string()).describe('Of a refusal: those that did not hold.'),
  reasons: z.array(bothLanguages).describe('The same in words, of those that have some.'),
  times: count.nullable().describe('Of a refusal: how often it was tried that day.'),
  eventId: z.uuid().nullable(),
  record: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
  explanation: z
    .object({
      cause: z.string().nullable(),
      measure: z.string().nullable(),
      responsible: z.string().nullable(),
      dueOn: z.string(),
    })
    .nullable()
    .describe('Of a breach: its cause and the measure; the words are null where they were erased.'),
  attestation: z
    .object({ by: z.string().nullable(), holdsUntil: z.string(), file: z.object({ id: z.uuid(), name: z.string().nullable() }) })
    .nullable()
    .describe('Of a word: whose, until when, and the file that shows it.'),
  duty: z
    .object({
      project: bothLanguages,
      part: dutyPart,
      dueOn: z.string().describe('The date by the plan.'),
      report: z
        .object({
          at: z.string(),
          doneOn: z.string(),
          by: z.string().nullable(),
          note: z.string().nullable().describe('Null where it was erased.'),
          file: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
        })
        .nullable()
        .describe('What was reported done, in time or late; null where nobody has reported it.'),
      mayReport: z.boolean().describe('Whether nobody has reported it and the caller may, late.'),
      mayExplain: z.boolean().describe('Whether it was missed and the caller may tell why.'),
      needsFile: z.boolean().describe('Whether a report needs a file.'),
    })
    .nullable()
    .describe('Of dated work: which, and its report.'),
});
export type EvidenceRow = z.infer<typeof evidenceRow>;

export const evidenceAnswer = z.object({ items: z.array(evidenceRow), nextCursor: z.string().nullable() });
