import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal, type Words } from '#platform/command/refusal.ts';
import type { ReportInput } from './report.schema.ts';
import { reportTexts } from './report.texts.ts';
import type { Parties } from './request-words.schema.ts';

/**
 * Finds contact, customer, project and site of a report. A customer's person reports for the own customer only;
 * a site or an asset of another customer is refused; nothing recognised leaves all null (queue `unknownProject`).
 */
export async function partiesOf(tx: Transaction<Tables>, actor: Actor, input: ReportInput): Promise<Parties | Refusal> {
  const contactId = actor.kind === 'customer' ? actor.contactId : (input.contactId ?? null);
  const contact =
    contactId === null
      ? undefined
      : await tx
          .selectFrom('pledge.contact')
          .selectAll()
          .where('id', '=', contactId)
          .where('erased_at', 'is', null)
          .executeTakeFirst();
  if (contactId !== null && contact === undefined) return wrong('contactId', 'unknownContact', reportTexts.unknownContact);
  const project =
    input.projectId === undefined
      ? undefined
      : await tx.selectFrom('pledge.project').select(['id', 'customer_id']).where('id', '=', input.projectId).executeTakeFirst();
  if (input.projectId !== undefined && project === undefined)
    return wrong('projectId', 'unknownProject', reportTexts.unknownProject);
  const site =
    input.siteId === undefined
      ? undefined
      : await tx.selectFrom('pledge.site').select(['id', 'customer_id']).where('id', '=', input.siteId).executeTakeFirst();
  if (input.siteId !== undefined && site === undefined) return wrong('siteId', 'foreignSite', reportTexts.foreignSite);
  const customerId = actor.customerId ?? contact?.customer_id ?? project?.customer_id ?? site?.customer_id ?? null;
  const foreign = (other: string | undefined): boolean => other !== undefined && other !== customerId;
  if (foreign(contact?.customer_id)) return wrong('contactId', 'unknownContact', reportTexts.unknownContact);
  if (foreign(project?.customer_id)) return wrong('projectId', 'unknownProject', reportTexts.unknownProject);
  if (foreign(site?.customer_id)) return wrong('siteId', 'foreignSite', reportTexts.foreignSite);
  const lacking = await lackingAttachments(tx, input, customerId);
  if (lacking !== null) return lacking;
  return {
    customerId,
    projectId: project?.id ?? (await onlyProject(tx, customerId)),
    siteId: site?.id ?? contact?.site_id ?? null,
    contactId,
  };
}

async function lackingAttachments(
  tx: Transaction<Tables>,
  input: ReportInput,
  customerId: string | null,
): Promise<Refusal | null> {
  if (input.assetId !== undefined) {
    const asset = await tx.selectFrom('pledge.asset').select('customer_id').where('id', '=', input.assetId).executeTakeFirst();
    if (asset === undefined || asset.customer_id !== customerId)
      return wrong('assetId', 'foreignAsset', reportTexts.foreignAsset);
  }
  const files = [...new Set(input.files ?? [])];
  if (files.length === 0) return null;
  const known = await tx
    .selectFrom('pledge.file')
    .select('id')
    .where('id', 'in', files)
    .where('status', '<>', 'refused')
    .execute();
  return known.length === files.length ? null : wrong('files', 'unknownFile', reportTexts.unknownFile);
}

/** A customer with one project means that one. */
async function onlyProject(tx: Transaction<Tables>, customerId: string | null): Promise<string | null> {
  if (customerId === null) return null;
  const projects = await tx.selectFrom('pledge.project').select('id').where('customer_id', '=', customerId).limit(2).execute();
  return projects.length === 1 ? (projects[0]?.id ?? null) : null;
}

function wrong(field: string, code: string, words: Words): Refusal {
  return refusal(422, code, words, { fields: [{ field, code, message: words }] });
}
