/** Phases of the contract, their dates, and dated work. */
import { z } from 'zod';
import { cited, dateValue, duration, name, oneOf, text, word } from './values.schema.ts';
import { CLOCK_EVENTS, MILESTONES, PHASES, PHASE_EVENTS, POSITIONS } from './vocabulary.ts';

const phaseEdge = z.strictObject({
  event: oneOf('phaseEvent', PHASE_EVENTS).optional(),
  signatures: z.array(oneOf('party', ['customer', 'provider'])).optional(),
  after: oneOf('phase', PHASES).optional(),
});

export const phaseSchema = z.strictObject({
  id: oneOf('phase', PHASES),
  zh: text,
  en: text,
  from: phaseEdge,
  to: phaseEdge.optional(),
  duration: duration.optional(),
  free: z.boolean().optional(),
  terms: word.optional(),
  ...cited,
});

export const milestonesSchema = z.partialRecord(oneOf('milestone', MILESTONES), dateValue);

/** Ends of calendar periods, and the working day; anything else is a duration. */
export const PERIOD_ENDS = [
  'monthEnd',
  'quarterEnd',
  'halfYearEnd',
  'yearEnd',
  'workingDay',
  'day',
  'week',
  'month',
  'quarter',
  'halfYear',
  'year',
] as const;
const cadence = z.union([oneOf('cadence', PERIOD_ENDS), duration]);

const byPhase = z.strictObject({
  every: cadence,
  anchor: oneOf('milestone', MILESTONES).optional(),
  outer: duration.optional(),
});

const due = z.strictObject({
  after: duration,
  calendar: name.optional(),
  unit: oneOf('unit', ['workingDays', 'calendarDays']).optional(),
});

/** Dated work. It repeats (`every`, or by phase) or follows an event (`after`). */
export const scheduleSchema = z.strictObject({
  zh: text.optional(),
  en: text.optional(),
  every: cadence.optional(),
  byPhase: z.partialRecord(oneOf('phase', PHASES), byPhase).optional(),
  after: oneOf('event', CLOCK_EVENTS).optional(),
  anchor: oneOf('milestone', MILESTONES).optional(),
  outer: duration.optional(),
  /** A bare duration counts on the schedule's own calendar and unit. `P0D` is 24:00 of the last day of the period. */
  due: z.union([duration.transform((value): z.infer<typeof due> => ({ after: value })), due]).optional(),
  calendar: name.optional(),
  unit: oneOf('unit', ['workingDays', 'calendarDays']).optional(),
  sites: z.union([z.literal('all'), z.array(name)]).optional(),
  /** How long before the due date the work may be done. */
  window: duration.optional(),
  leadTimeNotice: duration.optional(),
  form: name.optional(),
  author: oneOf('position', POSITIONS).optional(),
  free: z.boolean().optional(),
  perProduct: z.boolean().optional(),
  /** Share of the records drawn, between 0 and 1. */
  share: z.number().optional(),
  while: word.optional(),
  ...cited,
});
