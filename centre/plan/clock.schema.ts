/** Clocks: every deadline of the plan. What each field computes is stated by R1 to R22 of clock-rules.md. */
import { z } from 'zod';
import { cited, duration, name, oneOf, text, word } from './values.schema.ts';
import { CLOCK_EVENTS, CLOCK_SUBJECTS } from './vocabulary.ts';

const event = oneOf('event', CLOCK_EVENTS);
const onChange = oneOf('onChange', ['retroactive', 'fromChange', 'carry']);
const unit = oneOf('unit', ['workingDays', 'calendarDays']);
const rollover = oneOf('rollover', ['none', 'nextWorkingDay']);

const percent = z.number().min(0).max(100);

/** A bare number in a plan is a percentage of the limit (R15). */
const warning = z.union([
  percent.transform((value) => ({ percent: value })),
  z.strictObject({ percent }),
  z.strictObject({ before: duration }),
]);
const warnAt = z.array(warning);

const terms = z.strictObject({
  limit: duration,
  calendar: name.optional(),
  assumed: z.boolean().optional(),
});

/** A bare duration is the limit on the clock's own calendar. */
const severityTerms = z.union([duration.transform((limit): z.infer<typeof terms> => ({ limit })), terms]);

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Field → the values it may have: equality, or one of a list. Normalised to lists. */
export const conditionSchema = z.record(word, z.union([scalar.transform((value) => [value]), z.array(scalar).min(1)]));

export const clockSchema = z.strictObject({
  zh: text.optional(),
  en: text.optional(),
  per: oneOf('subject', CLOCK_SUBJECTS).optional(),
  start: event.optional(),
  stop: z.array(event).min(1),
  cancelOn: z.array(event).optional(),
  /** Reasons of `pause`, named by the plan. */
  pauseOn: z.array(name).optional(),
  restoredBy: z.array(word).optional(),
  limit: z
    .union([duration, z.strictObject({ field: z.stringFormat('fieldName', /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/) })])
    .optional(),
  /** Limit by severity; a severity left out has no such clock. */
  bySeverity: z.record(name, severityTerms).optional(),
  /** A looser second limit, a clock of its own (R22). */
  outer: duration.optional(),
  anchor: name.optional(),
  before: duration.optional(),
  calendar: name.optional(),
  unit: unit.optional(),
  rollover: rollover.optional(),
  warnAt: warnAt.optional(),
  onChange: onChange.optional(),
  reopen: oneOf('reopen', ['continue', 'restart']).optional(),
  when: conditionSchema.optional(),
  /** Of the commitments in `source`, those that hold for some subjects only: for these the clock counts where the condition is met. */
  sourceWhen: z.record(name, conditionSchema).optional(),
  ...cited,
});

/** What holds for a clock that says nothing else. */
export const clockDefaultsSchema = z.strictObject({
  warnAt: warnAt.default([]),
  onChange: onChange.default('retroactive'),
  per: oneOf('subject', CLOCK_SUBJECTS).default('serviceRequest'),
  calendar: name.optional(),
  assumed: z.boolean().optional(),
});

export type PlanClock = z.infer<typeof clockSchema>;
