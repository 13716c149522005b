/** Ways in, the number on the receipt, kinds of request, severities. */
import { z } from 'zod';
import { cited, name, oneOf, text, word } from './values.schema.ts';
import { CHANNELS, POSITIONS } from './vocabulary.ts';

const position = oneOf('position', POSITIONS);

const channelSchema = z.strictObject({
  number: text.optional(),
  calendar: name.optional(),
  afterHours: z.strictObject({ forwardTo: position }).optional(),
  publish: z.array(position).optional(),
  intake: text.optional(),
  publishPersonal: z.boolean().optional(),
  projectColumn: z.boolean().optional(),
  needsConsent: z.boolean().optional(),
  only: z.array(word).optional(),
  ...cited,
});

export const channelsSchema = z.partialRecord(oneOf('channel', CHANNELS), channelSchema);

export const requestNumberSchema = z.strictObject({
  pattern: z.string().min(1).max(80),
  pad: z.int().min(1).max(12).optional(),
  gapless: z.boolean().default(false),
  assumed: z.boolean().optional(),
});

export const intakeSchema = z.strictObject({
  /** Kind and severity that a request runs as until `register` sets its own. */
  ifKindUnknown: z.strictObject({ kind: name, severity: name.optional(), assumed: z.boolean().optional() }),
  ...cited,
});

/** Flow of the kind, and those of the clocks that start with the report or its registration which the kind has. */
export const requestKindSchema = z.strictObject({
  zh: text.optional(),
  en: text.optional(),
  flow: name,
  clocks: z.array(name),
  ...cited,
});

export const severitySchema = z.strictObject({
  zh: text,
  en: text,
  criteria: z.array(text).default([]),
  appliesTo: z.array(name).min(1),
  /** 1 is the gravest. */
  gravity: z.int().min(1).optional(),
  ...cited,
});

/**
 * The order in which a plan writes its severities is their order of gravity, the gravest first. It is written into
 * each as `gravity`, because not every store keeps the order of keys.
 */
export const severitiesSchema = z
  .record(name, severitySchema)
  .transform((severities) =>
    Object.fromEntries(
      Object.entries(severities).map(([id, severity], index) => [id, { ...severity, gravity: severity.gravity ?? index + 1 }]),
    ),
  );

export const severityRulesSchema = z.strictObject({
  setBy: z.array(position).min(1),
  customerProposes: z.boolean(),
  ifUnknown: name,
  loweringNeeds: oneOf('loweringNeeds', ['customerAgreement', 'reason']),
  ...cited,
});
