/** Forms of the quality system and quality objectives: both belong to the provider. */
import { z } from 'zod';
import { bilingual, cited, dateValue, duration, oneOf, text, word } from './values.schema.ts';
import { FORMS, ROLES, SERVICE_MODES } from './vocabulary.ts';
import type { FormId } from './vocabulary.ts';

const role = oneOf('role', ROLES);

const formSchema = z.strictObject({
  ...bilingual.shape,
  documentNumber: text,
  documentVersion: text,
  /** Literal text with `{yyyy}` or `{yy}`, and `{seq}`. */
  recordNumber: z.string().min(1).max(80),
  numberAssumed: z.boolean().optional(),
  approval: z.strictObject({ by: role, not: role.optional(), retrospectiveWithin: duration.optional() }).optional(),
  review: z.strictObject({ by: role, not: role.optional() }).optional(),
  requiredByMode: z.partialRecord(oneOf('serviceMode', SERVICE_MODES), z.array(word)).optional(),
  ...cited,
});
export type PlanForm = z.infer<typeof formSchema>;

function byForm<Schema>(schema: Schema): Record<FormId, Schema> {
  return Object.fromEntries(FORMS.map((form) => [form, schema])) as Record<FormId, Schema>;
}

export const formsSchema = z.strictObject({
  numbering: z.strictObject({ reset: oneOf('reset', ['yearly', 'never']), pad: z.int().min(1).max(12), gapless: z.boolean() }),
  ...byForm(formSchema.optional()),
});

const bound = z.union([z.number(), duration]);

const objectiveSchema = z.strictObject({
  zh: text.optional(),
  en: text.optional(),
  /** A number is a rate between 0 and 1, a duration a time. */
  target: z.strictObject({
    above: bound.optional(),
    atLeast: bound.optional(),
    below: bound.optional(),
    atMost: bound.optional(),
    equals: bound.optional(),
  }),
  period: oneOf('period', ['month', 'quarter', 'halfYear', 'year']),
  formula: text.optional(),
  formulaAssumed: z.boolean().optional(),
  measure: oneOf('measure', ['maximum', 'minimum', 'average', 'median', 'p95']).optional(),
  over: word.optional(),
  also: z.array(word).optional(),
  satisfiedMeans: z.array(word).optional(),
  ...cited,
});

export const qualitySchema = z.strictObject({
  policy: z.strictObject({ zh: text, en: text.optional(), ...cited }),
  certificate: z.strictObject({ standard: text, validUntil: dateValue, remindBefore: duration }).optional(),
  objectives: z.record(word, objectiveSchema),
});
