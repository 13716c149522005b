/** Forms of the quality system and quality objectives: both belong to the provider. */
import { z } from 'zod';
import { bilingual, cited, dateValue, duration, oneOf, text, word } from './values.schema.ts';
import { ROLES, SERVICE_MODES } from './vocabulary.ts';

const role = oneOf('role', ROLES);

const formSchema = z.strictObject({
  ...bilingual.shape,
  documentNumber: text,
  documentVersion: text,
  /** Literal text with `{yyyy}`, `{yy}`, `{mm}` and `{seq}`. */
  recordNumber: text,
  numberAssumed: z.boolean().optional(),
  approval: z.strictObject({ by: role, not: role.optional(), retrospectiveWithin: duration.optional() }).optional(),
  review: z.strictObject({ by: role, not: role.optional() }).optional(),
  requiredByMode: z.partialRecord(oneOf('serviceMode', SERVICE_MODES), z.array(word)).optional(),
  ...cited,
});
export type PlanForm = z.infer<typeof formSchema>;

/** Forms are the product's own: one folder each under `forms/`; a plan gives their numbers and versions. */
export const formsSchema = z.strictObject({
  numbering: z.strictObject({ reset: oneOf('reset', ['yearly', 'never']), pad: z.int().min(1).max(12), gapless: z.boolean() }),
  consultationRecord: formSchema.optional(),
  taskOrder: formSchema.optional(),
  serviceRecord: formSchema.optional(),
  inspectionReport: formSchema.optional(),
  resolutionReport: formSchema.optional(),
  feasibilityReport: formSchema.optional(),
  upgradePlan: formSchema.optional(),
  quotation: formSchema.optional(),
  operationQualityReport: formSchema.optional(),
  knowledgeDigest: formSchema.optional(),
  endOfLifeNotice: formSchema.optional(),
  personnelChangeNotice: formSchema.optional(),
  complaintRecord: formSchema.optional(),
  standbyLoan: formSchema.optional(),
  consent: formSchema.optional(),
});
export type FormId = Exclude<keyof z.infer<typeof formsSchema>, 'numbering'>;

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
