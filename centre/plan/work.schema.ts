/** Fault handling, processes, gates, and what organisation and conduct keep. */
import { z } from 'zod';
import { named } from './organisation.schema.ts';
import { cited, duration, name, oneOf, text, word } from './values.schema.ts';
import { COMMITMENT_MEANS, PARTNER_KINDS, ROLES } from './vocabulary.ts';

export const faultHandlingSchema = z.strictObject({
  types: z.record(
    word,
    z.strictObject({ ...named, action: word, partner: oneOf('partnerKind', PARTNER_KINDS).optional(), ...cited }),
  ),
  emergencies: z.record(word, z.strictObject({ ...named, prevention: z.array(word), strategy: z.array(word), ...cited })),
  loopUntilSolved: z.boolean().default(true),
  withdrawal: z.strictObject({ allowedIf: z.array(word), ...cited }),
  closeNeeds: z.array(word),
});

/** `definition` names a process of the product and its version (`supportResponse@1`). */
export const flowSchema = z.strictObject({
  definition: z.stringFormat('definition', /^[a-z][A-Za-z0-9]*@[1-9]\d{0,3}$/),
  /** Waiting times, reminders and rounds of the process where the plan sets its own. */
  settings: z.record(word, z.union([duration, z.number(), z.boolean()])).optional(),
  ...cited,
});

/** Guard → the commitments it serves; none means the provider's own order, `off` that the guard does not hold. */
export const gatesSchema = z.record(word, z.union([z.literal('off'), z.array(name)]));

const PERIODS = ['day', 'week', 'month', 'quarter', 'halfYear', 'year'] as const;

export const ruleSchema = z.strictObject({
  means: oneOf('means', COMMITMENT_MEANS),
  what: word,
  every: z.union([oneOf('cadence', PERIODS), duration]).optional(),
  by: z.array(oneOf('role', ROLES)).optional(),
  ...cited,
});

export const complaintsSchema = z.strictObject({
  calendar: name,
  channels: z.array(name).min(1),
  anonymousAllowed: z.boolean(),
  handlerMustNotBe: word,
  closeOnlyBy: word,
  /** How often the handler asks the complainant's view, at least, before and after handling. */
  askView: z.strictObject({ beforeHandled: z.int().min(0), afterHandled: z.int().min(0) }),
  otherEndings: z.array(word).default([]),
  /** Round (a number) → the role it is escalated to. */
  escalateAfterRounds: z.record(z.stringFormat('round', /^[1-9]\d?$/), oneOf('role', ROLES)).default({}),
  ...cited,
});

const consentScope = z.strictObject({
  before: word,
  by: oneOf('role', ROLES).optional(),
  records: z.array(word).optional(),
  workNeed: z.boolean().optional(),
  ...cited,
});

export const conductSchema = z.strictObject({
  phrases: z.strictObject({ courteous: z.array(text).default([]), forbidden: z.array(text).default([]) }),
  deferral: z.strictObject({ needs: z.array(word) }),
  consentScopes: z.record(word, consentScope),
  beforeVisit: z.array(word).default([]),
  beforeDeparture: z.array(word).default([]),
  attestations: z.array(word).default([]),
  ...cited,
});

const runningRule = oneOf('runningRule', ['keep', 'move']);

/**
 * What becomes of the requests that run when this version takes the place of another: they keep the version they run under, or go over to
 * this one, where R9 says how each clock takes its new terms (`onChange`).
 */
export const runningRequestsSchema = z.strictObject({
  onNewVersion: runningRule.default('keep'),
  /** Kind of request → what holds for it instead. */
  byKind: z.record(name, runningRule).default({}),
  ...cited,
});
