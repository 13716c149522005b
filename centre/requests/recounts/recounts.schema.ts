import { z } from 'zod';
import { bothLanguages } from '#centre/commitments/clock-view.schema.ts';
import { envelopeShape } from '#platform/command/envelope.ts';

/** Notices of holidays and the recounts of clocks, as the API tells them. Instants are ISO 8601. */
export const RECOUNT_STATES = ['waiting', 'running', 'done'] as const;

const instantText = z.string();
const kindOfDay = z.enum(['off', 'worked', 'weekday']);

/** A date that a notice changes: off, worked, or as the weekday has it. */
export const noticedDay = z.object({ date: z.string(), was: kindOfDay, is: kindOfDay });
export type NoticedDayView = z.infer<typeof noticedDay>;

export const clockRecount = z.object({
  id: z.string(),
  cause: z.enum(['holidayNotice', 'planVersion']),
  /** Of notices: the years that came in, with the dates that they changed. */
  notices: z.array(
    z.object({
      set: z.string(),
      year: z.number(),
      source: z.string().nullable(),
      days: z.array(noticedDay),
      takenBack: z.boolean().describe('A notice was taken back; else one came in.'),
    }),
  ),
  /** Of a version of a plan. */
  plan: z.object({ id: z.string(), code: z.string(), revision: z.number(), project: bothLanguages }).nullable(),
  /** Who asked; null where it came with the schema. */
  by: z.string().nullable(),
  state: z.enum(RECOUNT_STATES),
  askedAt: instantText,
  beginsAt: instantText,
  endedAt: instantText.nullable(),
  /** How many requests it is about; null before it has looked. */
  requests: z.number().nullable(),
  count: z.object({
    done: z.number(),
    moved: z.number().describe('Requests that went over to the version.'),
    stayed: z.number().describe('Requests that were to go over and could not: the version knows nothing of their kind.'),
    changed: z.number().describe('Clocks with another due time, or other terms.'),
    breached: z.number().describe('Breaches recorded by it, each at its true instant in the past.'),
    warned: z.number(),
  }),
});
export type ClockRecountView = z.infer<typeof clockRecount>;
export const clockRecounts = z.object({ items: z.array(clockRecount) });
export type ClockRecounts = z.infer<typeof clockRecounts>;

export const clockChange = z.object({
  id: z.string(),
  request: z.object({ id: z.string(), number: z.string() }),
  clock: z.string(),
  name: bothLanguages,
  state: z.string(),
  cancelCause: z.string().nullable(),
  dueBefore: instantText.nullable(),
  dueAfter: instantText.nullable(),
  /** Of a paused clock, which has no due time. */
  remainingBefore: z.number().nullable(),
  remainingAfter: z.number().nullable(),
  limitBefore: z.string().nullable(),
  limitAfter: z.string().nullable(),
  timezone: z.string(),
  /** Dates between start and due time that open otherwise, and whether they open now. */
  days: z.array(z.object({ date: z.string(), opens: z.boolean() })),
  /** Where the change puts the due time into the past. */
  breachedAt: instantText.nullable(),
});
export type ClockChangeView = z.infer<typeof clockChange>;
export const clockChanges = z.object({ items: z.array(clockChange), nextCursor: z.string().nullable() });

export const changesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  breached: z.enum(['true']).optional().describe('Only those whose due time the change puts into the past.'),
});
export type ChangesQuery = z.infer<typeof changesQuery>;

const set = z.string().min(1).max(80).default('cnStatutory').describe('The holiday set that the plans’ calendars name.');
const text = z.string().min(1).max(65_536).describe('The notice of a year as JSON, in the format of holiday-cn.');
export const noticeText = z.strictObject({ set, text });
export type NoticeText = z.infer<typeof noticeText>;
export const noticeInput = z.strictObject({ ...envelopeShape, set, text });
export type NoticeInput = z.infer<typeof noticeInput>;

const named = {
  set,
  year: z.number().int().min(1900).max(9999),
  imported: z.iso.datetime({ offset: true }).describe('When the notice was imported, as `GET /api/holiday-notices` tells it.'),
};
export const noticeNamed = z.strictObject(named);
export type NoticeNamed = z.infer<typeof noticeNamed>;
export const takeBackInput = z.strictObject({ ...envelopeShape, ...named });
export type TakeBackInput = z.infer<typeof takeBackInput>;

const heldYear = z.object({
  year: z.number(),
  off: z.array(z.string()),
  makeUp: z.array(z.string()),
  source: z.string().nullable(),
  importedAt: instantText.describe('Since when these days hold.'),
  isRestored: z.boolean().describe('They hold again, since the notice after them was taken back.'),
  /** Notices of the year before this one. */
  earlier: z.number(),
  imported: instantText
    .nullable()
    .describe(
      'When the notice that holds was imported, by which it is taken back; null where it came with a plan or the product.',
    ),
});
export const holidaySets = z.object({
  sets: z.array(
    z.object({
      set: z.string(),
      years: z.array(heldYear),
      /** The first year without data: due times in it are provisional; null where this and the next year have theirs. */
      missing: z.object({ year: z.number(), warnFrom: z.string(), isDue: z.boolean() }).nullable(),
    }),
  ),
  mayImport: z.boolean(),
});
export type HolidaySetsView = z.infer<typeof holidaySets>;

export const noticePreview = z.object({
  set: z.string(),
  year: z.number(),
  source: z.string().nullable(),
  /** The same days are known already: importing changes nothing. */
  isKnown: z.boolean(),
  /** Nothing would be known of the year any more. */
  withdrawn: z.boolean(),
  days: z.array(noticedDay),
  requests: z.number(),
  changed: z.number(),
  breached: z.number(),
  /** The first of them, as far as the caller reads their requests. */
  changes: z.array(clockChange),
});
export type NoticePreview = z.infer<typeof noticePreview>;

/** What activating a draft would do to the requests that run. */
export const draftOutlook = z.object({
  /** `unsound`: the text cannot become active as it stands; `keeps`: running requests keep their version; `moves`: they go over to it. */
  state: z.enum(['unsound', 'keeps', 'moves']),
  moved: z.number(),
  stayed: z.number(),
  changed: z.number(),
  breached: z.number(),
  /** The first of them, as far as the caller reads their requests. */
  changes: z.array(clockChange),
});
export type DraftOutlook = z.infer<typeof draftOutlook>;
