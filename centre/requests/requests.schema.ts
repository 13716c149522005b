import { z } from 'zod';
import { bothLanguages, clockMarks, clockView, gateBreachView } from '#centre/commitments/clock-view.schema.ts';
import { flowView } from './flow-view/flow-view.schema.ts';
import { requestWaits } from './waits.schema.ts';

const instantText = z.string();
const named = z.object({ id: z.string(), name: z.string() });

/** One input that an event of a flow needs, told so that a form can be drawn from it. */
export const neededField = z.object({
  name: z.string(),
  label: bothLanguages,
  type: z.enum([
    'text',
    'longText',
    'choice',
    'choices',
    'instant',
    'boolean',
    'person',
    'people',
    'contact',
    'site',
    'project',
    'signature',
    'files',
    'steps',
    'number',
    'unit',
    'partner',
    'recordFields',
  ]),
  required: z.boolean(),
  /** Present where any one of the fields that have it is needed. */
  oneOf: z.boolean().optional(),
  options: z.array(z.object({ value: z.string(), label: bothLanguages })).optional(),
  /** A value to begin with: what the server knows already. */
  initial: z.unknown().optional(),
  /** Of a signature that whoever fires the step gives for themselves: their name, which nobody types. */
  ownName: z.string().optional(),
});
export type NeededField = z.infer<typeof neededField>;

/** One event of a flow as the caller may fire it now, or why not. */
export const nextEvent = z.object({
  event: z.string(),
  label: bothLanguages,
  /** Where it is posted, with the id filled in: `/api/service-requests/…/verify`. */
  path: z.string(),
  allowed: z.boolean(),
  /** Set where it is seldom the next thing, or was done already: it stands behind the others and never leads. */
  aside: z.literal(true).optional(),
  needs: z.array(neededField),
  refusedBy: z.array(z.string()),
  guards: z.array(z.string()),
  /** What forbids it and what opens it; null where it is allowed. */
  reason: bothLanguages.nullable(),
  version: z.number().int(),
  /** What the signature of the step covers: the sheet and those of its cells that say something, in their order. */
  signs: z
    .object({ title: bothLanguages, cells: z.array(z.object({ field: z.string(), label: bothLanguages, text: z.string() })) })
    .optional(),
});
export type NextEvent = z.infer<typeof nextEvent>;

export const messageView = z.object({
  id: z.string(),
  channel: z.string(),
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  author: z.object({ kind: z.enum(['staff', 'customer', 'system']), name: z.string(), position: z.string().nullable() }),
  text: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.number(), url: z.string() })),
  occurredAt: instantText,
  delivery: z.enum(['noted', 'queued', 'sent', 'failed', 'read']),
  /** Why it did not go out, or went to the portal alone; absent where there is nothing to say, and for customers. */
  deliveryNote: bothLanguages.optional(),
  externalId: z.string().nullable(),
});
export type MessageView = z.infer<typeof messageView>;

/** One entry of the timeline: an event or a message, with what it did to the clocks. */
export const timelineEntry = z.object({
  id: z.string(),
  kind: z.enum(['message', 'event', 'clock']),
  occurredAt: instantText,
  recordedAt: instantText,
  lateReason: z.string().nullable(),
  author: z.object({ kind: z.enum(['staff', 'customer', 'system']), name: z.string(), position: z.string().nullable() }),
  channel: z.string().nullable(),
  title: bothLanguages,
  /** What people wrote; null where the event carries no words. */
  text: z.string().nullable(),
  facts: z.array(z.object({ label: bothLanguages, value: bothLanguages })),
  message: messageView.nullable(),
  effects: z.array(
    z.object({
      mark: z.enum(['kept', 'breached', 'started', 'warning', 'paused', 'resumed', 'cancelled']),
      clock: bothLanguages,
      seconds: z.number().nullable(),
    }),
  ),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const requestRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.string().nullable(),
  kindLabel: bothLanguages,
  severity: z.string().nullable(),
  severityLabel: bothLanguages.nullable(),
  /** 0 is the gravest by the order of the plan's severities. */
  severityRank: z.number().nullable(),
  state: z.string(),
  stateLabel: bothLanguages,
  road: z.enum(['none', 'dispatching', 'enRoute', 'onSite']),
  round: z.number(),
  open: z.boolean(),
  customer: named,
  project: named.nullable(),
  site: named.nullable(),
  owner: z.string().nullable(),
  channel: z.string(),
  /** Its history was read from the log of another system, where it was called so; null for one that began here. */
  imported: z.object({ externalId: z.string() }).nullable(),
  receivedAt: instantText,
  version: z.number().int(),
  /** All, or in a list those that its row shows; `marks` counts all, `pressing` says whether one that runs warns or is broken. */
  clocks: z.array(clockView),
  marks: z.partialRecord(z.enum(clockMarks), z.number().int()),
  pressing: z.boolean(),
  gateBreaches: z.array(gateBreachView),
});
export type RequestRow = z.infer<typeof requestRow>;

export const requestDetail = requestRow.extend({
  content: z.string(),
  enquirer: z.object({
    contactId: z.string().nullable(),
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    role: z.string().nullable(),
  }),
  siteContact: z.object({ name: z.string(), phone: z.string().nullable(), role: z.string() }).nullable(),
  address: z.string().nullable(),
  travelTime: z.string().nullable(),
  asset: z
    .object({ id: z.string(), name: z.string(), model: z.string().nullable(), serialNumber: z.string().nullable() })
    .nullable(),
  contract: z
    .object({
      number: z.string(),
      phase: z.string(),
      phaseLabel: bothLanguages,
      freeUntilOn: z.string().nullable(),
      phases: z.array(
        z.object({
          id: z.string(),
          label: bothLanguages,
          fromOn: z.string().nullable(),
          toOn: z.string().nullable(),
          current: z.boolean(),
        }),
      ),
    })
    .nullable(),
  entitlements: z.array(z.object({ label: bothLanguages, commitments: z.array(z.string()) })),
  openItems: z.number(),
  openItemsMore: z.boolean().optional(),
  waits: requestWaits,
  records: z.array(
    z.object({
      id: z.string(),
      form: z.string(),
      title: bothLanguages,
      number: z.string().nullable(),
      state: z.string(),
      stateLabel: bothLanguages,
      url: z.string(),
    }),
  ),
  visits: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      stateLabel: bothLanguages,
      number: z.string().nullable(),
      people: z.array(z.string()),
    }),
  ),
  /** Those that hold now, and those that wait for the customer's answer in the portal. */
  consents: z.array(
    z.object({
      visitId: z.string().nullable(),
      standing: z.enum(['asked', 'given']),
      why: z.string(),
      scope: z.string(),
      label: bothLanguages,
      what: z.string(),
      by: z.string(),
      at: instantText,
      until: instantText.nullable(),
    }),
  ),
  flow: flowView,
});
export type RequestDetail = z.infer<typeof requestDetail>;

/** Who is signed in. */
export const me = z.object({
  personId: z.string(),
  name: z.string(),
  kind: z.enum(['staff', 'customer']),
  positions: z.array(z.string()),
  customer: named.nullable(),
  language: z.enum(['zh', 'en']),
  provider: z.object({ name: bothLanguages }),
  /** IANA zone of the person's unit, else of the provider: what the screens' wall clocks show. */
  timezone: z.string(),
});
export type Me = z.infer<typeof me>;
