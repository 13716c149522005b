import { z } from 'zod';
import { bothLanguages, clockView } from '#centre/commitments/clock-view.schema.ts';

const instantText = z.string();
const maybeInstant = instantText.nullable();

/** What a plan can ask before anybody leaves a site, by its own words. */
export const departureChecks = ['serviceRestored', 'siteCleaned', 'customerChecked', 'serviceRecordSigned'] as const;
export type DepartureCheck = (typeof departureChecks)[number];

/** A visit in a list: where, for whom, how far, and the strip of its request. */
export const visitRow = z.object({
  id: z.string(),
  state: z.string(),
  stateLabel: bothLanguages,
  /** Number of the task order; null until it is issued. */
  number: z.string().nullable(),
  request: z.object({ id: z.string(), number: z.string(), title: z.string(), state: z.string(), open: z.boolean() }),
  site: z.object({ name: z.string(), address: z.string().nullable() }).nullable(),
  requiredBy: maybeInstant,
  expectedAt: maybeInstant,
  acceptedAt: maybeInstant,
  departedAt: maybeInstant,
  arrivedAt: maybeInstant,
  leftAt: maybeInstant,
  clocks: z.array(clockView),
});
export type VisitRow = z.infer<typeof visitRow>;

/** Nobody has more than a few at once: a page is all of them, unless fewer are asked for. */
export const visitListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  cursor: z.string().max(500).optional(),
  total: z.enum(['true', 'false']).optional(),
});
export type VisitListQuery = z.infer<typeof visitListQuery>;

/** The list tells when it was read, so that a phone that is set wrong still enters the right times. */
export const visitList = z.object({
  items: z.array(visitRow),
  nextCursor: z.string().nullable(),
  total: z.number().optional(),
  asOf: instantText,
});
export type VisitList = z.infer<typeof visitList>;

export const visitConsent = z.object({
  scope: z.string(),
  label: bothLanguages,
  what: z.string(),
  why: z.string(),
  by: z.string(),
  at: instantText,
  until: maybeInstant,
  /** Refused or withdrawn consents stay in the list: nobody asks twice without knowing. */
  standing: z.enum(['asked', 'given', 'refused', 'withdrawn', 'ended']),
});
export type VisitConsent = z.infer<typeof visitConsent>;

/** One visit with everything the person on site needs. What may be done next is told by the request's `/next`. */
export const visitView = visitRow.extend({
  version: z.number().int(),
  level: z.number().int(),
  people: z.array(z.string()),
  taskContent: z.string().nullable(),
  contact: z.object({ name: z.string(), phone: z.string().nullable(), role: z.string() }).nullable(),
  asset: z.object({ name: z.string(), serialNumber: z.string().nullable() }).nullable(),
  travelTime: z.string().nullable(),
  /** From the second on: which it is, and by whose words the one before did not solve it. */
  round: z.object({ number: z.number().int(), at: instantText, by: z.string(), said: z.string() }).nullable(),
  attestedAt: maybeInstant,
  checkedAt: maybeInstant,
  waived: z.boolean(),
  /** Scopes that the plan asks consent for on site, each with its words. */
  scopes: z.array(z.object({ scope: z.string(), label: bothLanguages })),
  consents: z.array(visitConsent),
  steps: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      scope: bothLanguages.nullable(),
      oldValue: z.string().nullable(),
      newValue: z.string().nullable(),
      at: instantText,
      by: z.string(),
    }),
  ),
  /** In the order of the plan; `serviceRecord` is the sheet that the customer signs. */
  departure: z.array(z.object({ check: z.enum(departureChecks), done: z.boolean() })),
  serviceRecord: z
    .object({
      id: z.string(),
      title: bothLanguages,
      documentNumber: z.string(),
      number: z.string().nullable(),
      signedBy: z.string().nullable(),
      signedAt: maybeInstant,
    })
    .nullable(),
  asOf: instantText,
});
export type VisitView = z.infer<typeof visitView>;
