/** What the customer is entitled to, terms after the warranty, settled conflicts, privacy. */
import { z } from 'zod';
import { bilingual, cited, dateValue, duration, name, oneOf, text, word } from './values.schema.ts';
import { MILESTONES, ROLES } from './vocabulary.ts';

const role = oneOf('role', ROLES);

const feeSchema = z.strictObject({
  id: name,
  ...bilingual.shape,
  unit: text.optional(),
  price: z.number().min(0).optional(),
  currency: text.optional(),
  ...cited,
});

export const entitlementsSchema = z.strictObject({
  warranty: z.strictObject({
    freeWork: z.union([z.literal('all'), z.array(word)]),
    freeUpgrades: z.boolean(),
    freeInspections: z.boolean(),
    freeReplacement: z.strictObject({ damageCause: word, freight: oneOf('party', ['provider', 'customer']) }),
    ...cited,
  }),
  productLife: z.strictObject({ atLeast: duration, ...cited }).optional(),
  spares: z.strictObject({ spareParts: z.boolean(), standbyUnits: z.boolean(), loanUntil: word, ...cited }).optional(),
  endOfLife: z.strictObject({ substitute: word, compatibilityCheck: z.boolean(), ...cited }).optional(),
  priceCap: z.strictObject({ basis: word, appliesTo: z.array(word), ...cited }).optional(),
  unlistedFees: oneOf('unlistedFees', ['free', 'quotation']).default('free'),
  feeList: z.array(feeSchema).default([]),
  knowledgeColumn: z.strictObject({ site: name, export: word, ...cited }).optional(),
});

export const residentSchema = z.strictObject({
  from: oneOf('milestone', MILESTONES),
  until: oneOf('milestone', MILESTONES),
  count: z.int().min(0),
  mustHave: z.array(word).default([]),
  excludedRoles: z.array(word).default([]),
  approvalBy: role,
  changes: z.strictObject({ max: z.int().min(0), per: duration, rolling: z.boolean(), notice: duration, consentBy: role }),
  ...cited,
});

export const postWarrantySchema = z.strictObject({
  keptFree: z.array(word).default([]),
  options: z
    .array(
      z.strictObject({
        id: name,
        ...bilingual.shape,
        basis: word,
        /** Percentage of the contract sum, between 0 and 100. */
        percent: z.number().min(0).max(100).optional(),
        commitments: word.optional(),
        quotationBeforeWork: z.boolean().optional(),
      }),
    )
    .default([]),
  ...cited,
});

/** Where clauses differ: what was chosen, why, who agreed when. `chosen` is the settlement in its own words. */
export const conflictSchema = z.strictObject({
  id: name,
  subject: word,
  clauses: z.array(name).min(1),
  chosen: z.record(word, z.json()),
  reason: word,
  agreed: z.strictObject({ by: role, on: dateValue }).optional(),
  note: text.optional(),
});
export type PlanConflict = z.infer<typeof conflictSchema>;

export const privacySchema = z.strictObject({
  audit: z.strictObject({ retain: duration, minimum: duration, tamperEvident: z.boolean() }),
  contactData: z.strictObject({ purpose: word, retainAfterEnd: duration, maskInReports: z.boolean() }),
  locationAtCheckIn: z.strictObject({ purpose: word, precision: word, consentOfEmployee: z.boolean() }).optional(),
});
