/**
 * The format of a service plan, version 1.0, as one strict schema: a key that it does not know is refused.
 * It knows the product's vocabulary and no plan's own names. Parsing normalises short forms (a bare
 * percentage, a bare limit, a single value of a condition), and parsing what was normalised changes nothing,
 * so a stored plan may be read with it again.
 */
import { z } from 'zod';
import { calendarSchema, holidaySetSchema } from './calendar.schema.ts';
import { clockDefaultsSchema, clockSchema } from './clock.schema.ts';
import {
  channelsSchema,
  intakeSchema,
  requestKindSchema,
  requestNumberSchema,
  severitiesSchema,
  severityRulesSchema,
} from './intake.schema.ts';
import { onCallSchema, organisationSchema } from './organisation.schema.ts';
import { commitmentSchema, customerSchema, headSchema, projectSchema } from './parties.schema.ts';
import { formsSchema, qualitySchema } from './record.schema.ts';
import { conflictSchema, entitlementsSchema, postWarrantySchema, privacySchema, residentSchema } from './terms.schema.ts';
import { milestonesSchema, phaseSchema, scheduleSchema } from './timeline.schema.ts';
import { name } from './values.schema.ts';
import type { PROVIDER_BLOCKS } from './vocabulary.ts';
import {
  complaintsSchema,
  conductSchema,
  faultHandlingSchema,
  flowSchema,
  gatesSchema,
  ruleSchema,
  runningRequestsSchema,
} from './work.schema.ts';

export const PLAN_VERSION = '1.0';

export const servicePlanSchema = z.strictObject({
  planVersion: z.literal(PLAN_VERSION),
  plan: headSchema,
  commitments: z.array(commitmentSchema).min(1),
  customer: customerSchema,
  project: projectSchema,
  organisation: organisationSchema.optional(),
  onCall: onCallSchema.optional(),
  calendars: z.record(name, calendarSchema),
  holidaySets: z.record(name, holidaySetSchema).optional(),
  channels: channelsSchema,
  requestNumber: requestNumberSchema,
  intake: intakeSchema,
  requestKinds: z.record(name, requestKindSchema),
  severities: severitiesSchema,
  severityRules: severityRulesSchema,
  clockDefaults: clockDefaultsSchema.prefault({}),
  clocks: z.record(name, clockSchema),
  phases: z.array(phaseSchema).min(1),
  milestones: milestonesSchema.default({}),
  schedules: z.record(name, scheduleSchema).default({}),
  faultHandling: faultHandlingSchema,
  flows: z.record(name, flowSchema),
  gates: gatesSchema,
  runningRequests: runningRequestsSchema.optional(),
  rules: z.array(ruleSchema).default([]),
  forms: formsSchema.optional(),
  quality: qualitySchema.optional(),
  complaints: complaintsSchema,
  conduct: conductSchema,
  entitlements: entitlementsSchema,
  resident: residentSchema.optional(),
  postWarranty: postWarrantySchema.optional(),
  conflicts: z.array(conflictSchema).default([]),
  privacy: privacySchema,
});

/** A plan as the product uses it: complete, normalised, its references checked by `readPlan`. */
export type ServicePlan = z.infer<typeof servicePlanSchema>;

/** Blocks that belong to the provider, as a plan states them or as they are stored. */
export type ProviderBlocks = Partial<Pick<ServicePlan, (typeof PROVIDER_BLOCKS)[number]>>;

/** Whatever of a plan could be read: checks run on it too, so that one wrong block does not hide the faults of the others. */
export type PlanParts = Partial<ServicePlan>;
export const planPartsSchema = servicePlanSchema.partial();
