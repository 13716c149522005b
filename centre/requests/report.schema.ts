import { z } from 'zod';
import { clientId, envelopeShape } from '#platform/command/envelope.ts';
import { textBlock, textLine } from '#platform/text/line.schema.ts';

const orAbsent = (text: z.ZodString) => text.transform((value) => (value === '' ? undefined : value)).optional();
const line = (max: number) => orAbsent(textLine(max));
const text = (max: number) => orAbsent(textBlock(max));

/** Channels that a report may come by; in live talk the report is itself first contact and call-back. */
export const reportChannels = ['phone', 'mobile', 'fax', 'email', 'web', 'onSite', 'messageDesk'] as const;
export const liveChannels: readonly string[] = ['phone', 'mobile', 'onSite'];

/** Room for what a list, a record and the subject of a mail show of a request on one line; for a history that is imported, too. */
export const REPORT_LINES = { title: 120, enquirerName: 60, enquirerPhone: 40, enquirerEmail: 120 } as const;

/** A report: a need of a customer by any channel; `register` follows at once where all is named. */
export const reportInput = z.strictObject({
  ...envelopeShape,
  id: clientId,
  channel: z.enum(reportChannels).default('web'),
  projectId: z.uuid().optional(),
  siteId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  assetId: z.uuid().optional(),
  kind: z.string().max(60).optional(),
  /** As the customer proposes; provisional until verified. */
  severity: z.string().max(60).optional(),
  title: line(REPORT_LINES.title),
  content: textBlock(10_000).min(1),
  symptom: text(10_000),
  enquirerName: line(REPORT_LINES.enquirerName),
  enquirerPhone: line(REPORT_LINES.enquirerPhone),
  enquirerEmail: z.union([z.literal('').transform(() => undefined), z.email().max(REPORT_LINES.enquirerEmail)]).optional(),
  enquiryStage: z.enum(['preSales', 'afterSales', 'other']).optional(),
  serviceNumber: line(200),
  answer: text(10_000),
  /** The customer went to headquarters: its dedicated service manager owns the request. */
  headquarters: z.boolean().optional(),
  files: z.array(z.uuid()).max(10).optional(),
});
export type ReportInput = z.infer<typeof reportInput>;
