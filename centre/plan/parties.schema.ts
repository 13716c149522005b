/** The plan's head, its commitments, the customer and the project. */
import { z } from 'zod';
import { CUSTOMER_POSITIONS } from '#centre/people/positions.schema.ts';
import { bilingual, dateValue, duration, name, nameText, oneOf, text, timezone } from './values.schema.ts';
import { COMMITMENT_KINDS, COMMITMENT_MEANS, PARTNER_KINDS, ROLES } from './vocabulary.ts';

export const headSchema = z.strictObject({
  id: name,
  title: bilingual,
  revision: z.int().min(1),
  /** The author's word; the stored state decides. */
  status: oneOf('status', ['draft', 'inReview', 'active', 'superseded']),
  effectiveFrom: dateValue,
  effectiveUntil: dateValue.optional(),
  language: text,
  timezone,
  approvals: z
    .array(z.strictObject({ role: oneOf('role', ROLES), approvedOn: dateValue, name: nameText.optional() }))
    .default([]),
});

/** A clause the provider can be held to. Every other block cites commitments by their id. */
export const commitmentSchema = z.strictObject({
  id: name,
  clause: text,
  quote: text,
  zh: text,
  en: text,
  kind: oneOf('commitmentKind', COMMITMENT_KINDS),
  means: z.array(oneOf('means', COMMITMENT_MEANS)).min(1),
  responsible: z.array(oneOf('role', ROLES)).min(1),
  /** Ids of earlier commitments that this one says again; it counts through them. */
  repeats: z.array(name).optional(),
  note: text.optional(),
});

const contactSchema = z.strictObject({
  id: name,
  name: nameText,
  role: oneOf('customerRole', CUSTOMER_POSITIONS),
  site: name.optional(),
  phone: text.optional(),
  mobile: text.optional(),
  email: text.optional(),
});

export const customerSchema = z.strictObject({
  id: name,
  name: nameText,
  sites: z
    .array(
      z.strictObject({
        id: name,
        name: nameText,
        isCentral: z.boolean().optional(),
        /** Unit that serves the site; its absence is an error of activation, not of shape. */
        servingUnit: name.optional(),
        travelTime: duration.optional(),
        address: text.optional(),
        timezone: timezone.optional(),
      }),
    )
    .min(1),
  contacts: z.array(contactSchema).default([]),
});

export const projectSchema = z.strictObject({
  id: name,
  name: nameText,
  contractNumber: text,
  partners: z
    .array(
      z.strictObject({
        id: name,
        kind: oneOf('partnerKind', PARTNER_KINDS),
        name: nameText,
        phone: text.optional(),
        email: text.optional(),
        /** What the partner promises the provider, by the clock that rests on it. */
        underpins: z.record(name, duration).optional(),
      }),
    )
    .default([]),
});
