import { z } from 'zod';

/** A text for people in both languages of the product; Chinese is the source. */
export const bothLanguages = z.object({ zh: z.string(), en: z.string() });
export type BothLanguages = z.infer<typeof bothLanguages>;

/** How a clock shows itself: the states of the engine, told apart further for the eye. */
export const clockMarks = [
  'notStarted',
  'running',
  'resting',
  'warning',
  'paused',
  'kept',
  'breached',
  'waived',
  'cancelled',
] as const;
export type ClockMark = (typeof clockMarks)[number];

/** A commitment by its identifier, in one sentence. */
export const commitmentName = z.object({ id: z.string(), clause: z.string(), text: bothLanguages });
export type CommitmentName = z.infer<typeof commitmentName>;

const instantText = z.string();

/** The calendar a clock counts in, as far as a screen needs it to show and to tick. */
export const clockCalendarView = z.object({
  id: z.string(),
  name: bothLanguages,
  /** `continuous` ticks always; `hours` rests outside its hours; `days` counts dates. */
  kind: z.enum(['continuous', 'hours', 'days']),
  timezone: z.string(),
  openNow: z.boolean(),
  /** When a resting clock goes on; null where it runs or never opens again. */
  opensAt: instantText.nullable(),
  /** Until when a clock that runs counts without a rest; null where it rests or its calendar always goes on. */
  closesAt: instantText.nullable(),
  /** Why it rests: `night`, `weekend`, `holiday`; null where it is open. */
  restCause: z.enum(['night', 'break', 'weekend', 'holiday']).nullable(),
});

/** One clock as of an instant; the same numbers for staff and customer. Instants are ISO 8601 with offset. */
export const clockView = z.object({
  id: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  cycle: z.number().int(),
  name: bothLanguages,
  commitments: z.array(z.string()),
  state: z.enum(['notStarted', 'running', 'paused', 'stopped', 'cancelled']),
  mark: z.enum(clockMarks),
  /** The limit as the plan writes it (`PT5H`, `P1D`), null where a record gives the instant. */
  limit: z.string().nullable(),
  unit: z.enum(['workingDays', 'calendarDays']).nullable(),
  limitSeconds: z.number().nullable(),
  elapsedSeconds: z.number(),
  remainingSeconds: z.number().nullable(),
  /** Whole days left for day units, counted in the clock's calendar. */
  remainingDays: z.number().nullable(),
  startedAt: instantText.nullable(),
  dueAt: instantText.nullable(),
  stoppedAt: instantText.nullable(),
  /** Of a clock that ended: what ended it, as a word after the time (`到场`, `arrived`); null where it has none. */
  stopWord: bothLanguages.nullable(),
  breached: z.boolean(),
  breachedAt: instantText.nullable(),
  /** Breaches of earlier cycles and of terms that a change replaced, by instant; `breached` speaks of the present terms alone. */
  pastBreaches: z.array(z.object({ limit: z.string(), breachedAt: instantText })),
  /** Seconds between due and stop (or now, while open) of a breached clock, real time. */
  lateSeconds: z.number().nullable(),
  warnAt: z.array(instantText.nullable()),
  /** The warnings as parts of the limit, 0 to 1; null for one set as a time before the end. In the order of `warnAt`. */
  warnShares: z.array(z.number().nullable()),
  pausedFor: z.array(z.string()),
  cancelCause: z.string().nullable(),
  provisional: z.boolean(),
  calendar: clockCalendarView,
  asOf: instantText,
});
export type ClockView = z.infer<typeof clockView>;

/** What a guard asks for and did not come in the plan's time: a breach of the commitments behind the guard. */
export const gateBreachView = z.object({
  guard: z.string(),
  name: bothLanguages,
  subject: z.object({ kind: z.string(), id: z.string() }),
  at: instantText,
  limit: z.string().nullable(),
  commitments: z.array(z.string()),
});
export type GateBreachView = z.infer<typeof gateBreachView>;

/** Who of the customer asked for a pause and when, and who wrote it down. */
export const pauseTold = z.object({
  reason: bothLanguages,
  saidBy: z.string().nullable(),
  saidAt: instantText.nullable(),
  note: z.string().nullable(),
  recordedBy: bothLanguages.nullable(),
  recordedAt: instantText,
});
export type PauseTold = z.infer<typeof pauseTold>;

/** One stretch of an explanation: every second between start and due instant belongs to exactly one. */
export const explanationStretch = z.object({
  from: instantText,
  to: instantText,
  kind: z.enum(['counted', 'skipped', 'paused', 'expected']),
  /** Code of the cause (`workingHours`, `night`, `weekend`, `holiday`, `makeUpWorkday`, `pause` …) and its words. */
  cause: z.string(),
  label: bothLanguages,
  note: bothLanguages.nullable(),
  /** Of a stretch that is paused: each pause that held the clock. */
  pauses: z.array(pauseTold),
  countedSeconds: z.number(),
  totalSeconds: z.number(),
});

/** Why a clock is due when it is due: clause, value of the plan, the stretches, the sum. */
export const clockExplanation = z.object({
  clock: clockView,
  /** The version of the plan that the clock runs under. */
  plan: z.object({ id: z.string(), code: z.string(), revision: z.number() }),
  clauses: z.array(z.object({ id: z.string(), clause: z.string(), quote: z.string(), text: bothLanguages })),
  planValue: bothLanguages,
  /** When the clock's calendar is open, where it is not always. */
  calendarHours: bothLanguages.nullable(),
  assumed: z.boolean(),
  stretches: z.array(explanationStretch),
  sumSeconds: z.number(),
  dueWithoutPauses: instantText.nullable(),
  /** Notices that changed a day between start and due time after the plan was made: since when the table says so, and from where. */
  holidayNotices: z.array(z.object({ at: instantText, source: z.string().nullable(), text: bothLanguages })),
});
export type ClockExplanation = z.infer<typeof clockExplanation>;
