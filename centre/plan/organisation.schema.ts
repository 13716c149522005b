/** What belongs to the provider: units, positions, competence, dispatch levels, reachability, on-call duty. */
import { z } from 'zod';
import { bilingual, cited, duration, name, nameText, oneOf, text, timezone, weekdayTime, word } from './values.schema.ts';
import { POSITIONS, UNIT_KINDS } from './vocabulary.ts';

const unitKind = oneOf('unitKind', UNIT_KINDS);

const unitSchema = z.strictObject({
  id: name,
  kind: unitKind,
  parent: name.optional(),
  name: nameText,
  covers: z.array(name).default([]),
  timezone: timezone.optional(),
  stockRoom: text.optional(),
  phone: text.optional(),
});

const positionSchema = z.strictObject({
  count: z.strictObject({
    exactly: z.int().min(0).optional(),
    atLeast: z.int().min(0).optional(),
    per: oneOf('countPer', ['project', 'branch', 'unit', 'site']).optional(),
  }),
  unit: name.optional(),
  duties: z.array(word).optional(),
  ...cited,
});

export const organisationSchema = z.strictObject({
  provider: nameText,
  units: z.array(unitSchema).min(1),
  positions: z.partialRecord(oneOf('position', POSITIONS), positionSchema),
  /** Checked before a person may be dispatched. */
  competence: z.strictObject({
    minimums: z.record(word, z.number().min(0)).default({}),
    skills: z.strictObject({ byProduct: z.boolean().optional(), withLevel: z.boolean().optional() }).optional(),
    attested: z.array(word).default([]),
    preferImplementationParticipants: z.boolean().optional(),
    ...cited,
  }),
  dispatchLevels: z.array(
    z.strictObject({
      level: z.int().min(1),
      by: z.array(unitKind).min(1),
      simultaneous: z.boolean().optional(),
      decisionBy: oneOf('position', POSITIONS).optional(),
      ...cited,
    }),
  ),
  reachability: z.strictObject({
    mobileOn: name,
    forwardingRequired: z.boolean().optional(),
    messageDesk: z.strictObject({ phone: text, calendar: name }).optional(),
    testCall: z.strictObject({ every: duration, assumed: z.boolean().optional() }).optional(),
    ...cited,
  }),
});

export const onCallSchema = z.strictObject({
  calendar: name,
  rotation: z.strictObject({ length: duration, handover: weekdayTime, assumed: z.boolean().optional() }),
  levels: z.array(oneOf('position', POSITIONS)).min(1),
  escalateUnansweredAfter: duration,
  ...cited,
});

/** Fault types and emergency kinds have a name in both languages beside their data. */
export const named = bilingual.shape;
