import { z } from 'zod';
import { replay, replayedClock } from '#centre/commitments/replay/replay.schema.ts';
import { envelopeShape } from '#platform/command/envelope.ts';
import { mapDiagnostic, shownFault } from '../import-job/history-import.schema.ts';

/** What is told of a log that is replayed, and what is asked of it. */
export const REPLAY_STATES = ['uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type ReplayState = (typeof REPLAY_STATES)[number];

/** Workers are at it, or will be. */
export const REPLAYING: readonly ReplayState[] = ['waiting', 'running'];

const words = z.object({ zh: z.string(), en: z.string() });

/** A plan to judge by: a stored version, or a text of one's own that is stored nowhere. */
const planChoice = z.union([
  z.strictObject({ planId: z.uuid().describe('A version of the plan of a project for which the caller may author.') }),
  z.strictObject({
    draftId: z.uuid().describe('A draft for such a project.'),
    version: z.int().positive().describe('The version of the draft that is meant; another one is not judged in its place.'),
  }),
  z.strictObject({ text: z.string().min(1).max(900_000).describe('A plan as YAML.') }),
]);
export type PlanChoice = z.infer<typeof planChoice>;

/** Another limit for a clock, at one severity or, where the clock has one limit for all, at none. */
const limitChange = z.strictObject({
  clock: z.string().min(1).max(120),
  severity: z.string().min(1).max(120).nullable(),
  limit: z.string().min(2).max(40).describe('ISO 8601, as the plan writes limits: PT4H, P3D.'),
});
export type LimitChange = z.infer<typeof limitChange>;

export const questionShape = {
  map: z.string().min(1).max(65_536).describe('What the columns mean, as YAML.'),
  plan: planChoice,
  against: planChoice.nullable().default(null).describe('Another plan, to hold the first against.'),
  changes: z
    .array(limitChange)
    .max(100)
    .default([])
    .describe('Limits to be changed in the plan; where there are some, it is held against itself without them.'),
};
const question = z.strictObject(questionShape);
export type ReplayQuestion = z.infer<typeof question>;

export const replayInput = z.strictObject({ ...envelopeShape, ...questionShape });
export type ReplayInput = z.infer<typeof replayInput>;

export const logReplay = z.object({
  id: z.string(),
  state: z.enum(REPLAY_STATES),
  file: z.object({ name: z.string(), size: z.number() }),
  uploadedAt: z.string(),
  /** Requests that were judged, of so many; null while the log is being read. */
  done: z.number(),
  requests: z.number().nullable(),
  /** Why it failed. */
  why: words.nullable(),
});
export type LogReplay = z.infer<typeof logReplay>;
export const logReplays = z.object({ items: z.array(logReplay) });

export const logReplayDetail = logReplay.extend({
  /** What was asked last. */
  asked: question.nullable(),
  /** The question that is answered; another one may be under way. */
  answered: question.nullable(),
  answer: replay.nullable(),
  /** The first of the rows with a fault, in the order of the log. */
  faults: z.array(shownFault),
});
export type LogReplayDetail = z.infer<typeof logReplayDetail>;

export const planKind = z.object({
  kind: z.string(),
  name: words,
  severities: z.array(z.object({ severity: z.string(), name: words })),
});

export const replayChoices = z.object({
  plans: z.array(
    z.object({
      planId: z.string(),
      code: z.string(),
      revision: z.number(),
      status: z.enum(['draft', 'active', 'superseded']),
      title: words,
      project: z.string(),
    }),
  ),
  /** Drafts under way, the one changed last first. */
  drafts: z.array(z.object({ draftId: z.string(), version: z.number(), project: z.string(), changedAt: z.string() })),
  events: z.array(z.string()),
});
export type ReplayChoices = z.infer<typeof replayChoices>;

/** What is wrong with a question, and what of its plan can be pointed at. */
export const replayChecked = z.object({
  map: z.array(mapDiagnostic),
  plan: z.array(mapDiagnostic),
  against: z.array(mapDiagnostic),
  /** Why the limits cannot be changed so. */
  changes: z.array(z.object({ clock: z.string(), severity: z.string().nullable(), why: words })),
  kinds: z.array(planKind),
  severities: z.array(z.object({ severity: z.string(), name: words })),
  /** Clocks of the plan that run on requests, with their limits as the plan writes them. */
  clocks: z.array(replayedClock.omit({ endless: true })),
});
export type ReplayChecked = z.infer<typeof replayChecked>;
