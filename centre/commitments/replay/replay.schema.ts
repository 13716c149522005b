/** What a replay tells: the clocks of a log, judged by a plan, as figures. For the command line, the job and the page. */
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });

/** A clock that stands out. Instants are ISO 8601 in UTC. */
export const replayedCase = z.object({
  request: z.string().describe('What the log calls it.'),
  clock: z.string(),
  cycle: z.number(),
  severity: z.string().nullable(),
  unit: z.string().nullable(),
  startedAt: z.string(),
  dueAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  breached: z.boolean(),
  elapsedSeconds: z.number().describe('Counted in the clock’s calendar, up to its end or to the as-of instant.'),
  overSeconds: z
    .number()
    .nullable()
    .describe('Elapsed less the limit: negative where there was time left; null without a limit.'),
});
export type ReplayedCase = z.infer<typeof replayedCase>;

const figures = {
  clocks: z.number().describe('All of them; the next four add up to it.'),
  kept: z.number(),
  breached: z.number().describe('Stopped too late, or over and not stopped.'),
  open: z.number().describe('Not stopped and not over.'),
  cancelled: z.number().describe('Called off in time: neither kept nor breached.'),
  medianSeconds: z.number().nullable().describe('Of those that stopped; counted seconds.'),
  p90Seconds: z.number().nullable().describe('Nine in ten of those that stopped took no longer.'),
  worst: z
    .object({ request: z.string(), overSeconds: z.number() })
    .nullable()
    .describe('The clock that is furthest over its limit, or came nearest to it.'),
};
export const replayFigures = z.object(figures);
export type ReplayFigures = z.infer<typeof replayFigures>;

const keyed = z.object({ key: z.string().nullable(), ...figures });
export type KeyedFigures = z.infer<typeof keyed>;

export const replayedClock = z.object({
  clock: z.string(),
  planClock: z.string().describe('The plan’s clock that it comes from; an outer limit comes from one.'),
  name: words,
  /** Limits as the plan writes them, for one severity or for all. */
  terms: z.array(
    z.object({ severity: z.string().nullable(), limit: z.string(), unit: z.string().nullable(), calendar: z.string() }),
  ),
  endless: z.boolean().describe('The map names no event that stops it, so that none of its clocks can be kept.'),
});
export type ReplayedClock = z.infer<typeof replayedClock>;

const part = z
  .string()
  .nullish()
  .describe(
    'Where the clocks serve some commitments for some requests only: the first of those of this line; empty for the requests for which a clock serves none.',
  );

export const forecastLine = z.object({
  /** Commitments that rest on the same clocks stand in one line; none where a clock serves none. */
  commitments: z.array(z.object({ id: z.string(), clause: z.string(), quote: z.string(), zh: z.string(), en: z.string() })),
  clocks: z.array(replayedClock),
  part,
  total: replayFigures,
  /** `yyyy-MM` in which the clock began, by the plan’s zone. */
  byMonth: z.array(keyed),
  byUnit: z.array(keyed),
  /** The gravest first. */
  bySeverity: z.array(keyed),
  cells: z
    .array(z.object({ month: z.string(), unit: z.string().nullable(), severity: z.string().nullable(), ...figures }))
    .describe('Every month, unit and severity by itself. They may be many: a job keeps none of them.'),
  worst: z.array(replayedCase),
});
export type ForecastLine = z.infer<typeof forecastLine>;

/** A clock of the plan of which the log tells nothing: it runs on something else than a request, or the map names no event that starts it. */
export const untoldClock = z.object({ clock: z.string(), name: words, why: z.enum(['otherSubject', 'noStart']) });

export const forecast = z.object({
  plan: z.object({ id: z.string(), revision: z.number(), title: words, timezone: z.string() }),
  severities: z.record(z.string(), words),
  lines: z.array(forecastLine),
  untold: z.array(untoldClock),
});
export type Forecast = z.infer<typeof forecast>;

export const LINE_CHANGES = ['same', 'weaker', 'stronger', 'mixed', 'changed', 'added', 'removed'] as const;
export type LineChange = (typeof LINE_CHANGES)[number];

export const replay = z.object({
  asOf: z.string(),
  /** First and last instant of the log; null of one without a sound request. */
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  rows: z.number(),
  requests: z.number().describe('Those that were judged.'),
  faultyRows: z.number(),
  leftOut: z.number().describe('Requests that a faulty row keeps out.'),
  forecast,
  /** Of the plan that it is held against. */
  against: forecast.nullable(),
  /** For each line of both, by its clocks and part, what the plan promises beside the one it is held against. */
  changes: z.array(z.object({ clocks: z.array(z.string()), part, change: z.enum(LINE_CHANGES) })),
});
export type Replay = z.infer<typeof replay>;
