import { z } from 'zod';
import { envelopeShape } from '#platform/command/envelope.ts';
import { STAFF_POSITIONS } from '../positions.schema.ts';
import { textLine } from '#platform/text/line.schema.ts';

/** How far a position reaches: one of the three or none. */
const bound = { unitId: z.uuid().optional(), projectId: z.uuid().optional(), siteId: z.uuid().optional() };

export const newProgram = z.strictObject({
  ...envelopeShape,
  name: textLine(60).min(1),
  position: z.enum(STAFF_POSITIONS),
  ...bound,
});
export type NewProgram = z.infer<typeof newProgram>;

export const newColleague = z.strictObject({
  ...envelopeShape,
  name: textLine(60).min(1),
  login: textLine(120).min(1),
  email: z.email().max(120).optional(),
  position: z.enum(STAFF_POSITIONS),
  ...bound,
});
export type NewColleague = z.infer<typeof newColleague>;

export const plainCommand = z.strictObject(envelopeShape);
export type PlainCommand = z.infer<typeof plainCommand>;

export const secondFactorRule = z.strictObject({
  ...envelopeShape,
  positions: z.array(z.enum(STAFF_POSITIONS)).max(STAFF_POSITIONS.length),
});
export type SecondFactorRule = z.infer<typeof secondFactorRule>;

const held = z.object({
  id: z.string(),
  position: z.string(),
  unitId: z.string().nullable(),
  projectId: z.string().nullable(),
  siteId: z.string().nullable(),
  fromOn: z.string(),
  toOn: z.string().nullable(),
});
export const personRow = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string().nullable(),
  disabled: z.boolean(),
  positions: z.array(held),
});
export type PersonRow = z.infer<typeof personRow>;

export const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  positions: z.array(held),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable().describe('To the quarter of an hour.'),
  revokedAt: z.string().nullable(),
});
export type KeyRow = z.infer<typeof keyRow>;

const place = z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) });
/** What a position may be bound to. */
export const places = z.object({ units: z.array(place), projects: z.array(place), sites: z.array(place) });
export type Places = z.infer<typeof places>;

export const accessEventQuery = z.strictObject({
  personId: z.uuid().optional().describe('Of this person or program alone.'),
  cursor: z.uuid().optional().describe('`nextCursor` of the page before.'),
});
export type AccessEventQuery = z.infer<typeof accessEventQuery>;

export const accessEventRow = z.object({
  id: z.string(),
  type: z.string().describe('`signedIn`, `signInRefused`, `keyRevoked` …'),
  at: z.string().describe('When it happened.'),
  personId: z.string(),
  person: z.string(),
  by: z
    .string()
    .nullable()
    .describe('Who did it, where it was not the person; null also where nobody had shown to be the person.'),
  data: z.record(z.string(), z.unknown()).describe('By what somebody came in, which position, which key.'),
});
export type AccessEventRow = z.infer<typeof accessEventRow>;
