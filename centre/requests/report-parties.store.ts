import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal, type Words } from '#platform/command/refusal.ts';
import { remembered } from '#platform/db/standing-data.ts';
import type { Instant } from '#platform/time/instant.ts';
import { namableFiles } from './files.store.ts';
import type { ReportInput } from './report.schema.ts';
import { reportTexts } from './report.texts.ts';
import type { Parties } from './request-words.schema.ts';

/**
 * Finds contact, customer, project and site of a report. A customer's person reports for the own customer only;
 * a site or an asset of another customer is refused; nothing recognised leaves all null (queue `unknownProject`).
 */
export async function partiesOf(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { readonly input: ReportInput; readonly now: Instant },
): Promise<Parties | Refusal> {
  const { input, now } = about;
  const files = [...new Set(input.files ?? [])];
  // Whoever reports for themselves is who they are: another's name is not put under it.
  if (actor.kind === 'customer' && input.contactId !== undefined && input.contactId !== actor.contactId)
    return wrong('contactId', 'unknownContact', reportTexts.unknownContact);
  const contactId = actor.kind === 'customer' ? actor.contactId : (input.contactId ?? null);
  const [contact, project, site, asset, ownProject] = await Promise.all([
    contactId === null ? undefined : contactById(tx, contactId),
    input.projectId === undefined ? undefined : projectById(tx, input.projectId),
    input.siteId === undefined ? undefined : siteById(tx, input.siteId),
    input.assetId === undefined ? undefined : assetById(tx, input.assetId),
    actor.customerId === null || input.projectId !== undefined ? null : onlyProject(tx, actor.customerId),
  ]);
  if (contactId !== null && contact === undefined) return wrong('contactId', 'unknownContact', reportTexts.unknownContact);
  if (input.projectId !== undefined && project === undefined)
    return wrong('projectId', 'unknownProject', reportTexts.unknownProject);
  if (input.siteId !== undefined && site === undefined) return wrong('siteId', 'foreignSite', reportTexts.foreignSite);
  const customerId = actor.customerId ?? contact?.customer_id ?? project?.customer_id ?? site?.customer_id ?? null;
  const foreign = (other: string | undefined): boolean => other !== undefined && other !== customerId;
  if (foreign(contact?.customer_id)) return wrong('contactId', 'unknownContact', reportTexts.unknownContact);
  if (foreign(project?.customer_id)) return wrong('projectId', 'unknownProject', reportTexts.unknownProject);
  if (foreign(site?.customer_id)) return wrong('siteId', 'foreignSite', reportTexts.foreignSite);
  if (input.assetId !== undefined && (asset === undefined || asset.customer_id !== customerId))
    return wrong('assetId', 'foreignAsset', reportTexts.foreignAsset);
  const known = await namableFiles(tx, actor, { ids: files, customerId, now });
  if (known.size !== files.length) return wrong('files', 'unknownFile', reportTexts.unknownFile);
  return {
    customerId,
    projectId: project?.id ?? (actor.customerId === null ? await onlyProject(tx, customerId) : ownProject),
    siteId: site?.id ?? contact?.site_id ?? null,
    contactId,
  };
}

function contactById(tx: Transaction<Tables>, id: string) {
  return remembered(tx, `contact ${id}`, () =>
    tx
      .selectFrom('pledge.contact')
      .select(['id', 'customer_id', 'site_id'])
      .where('id', '=', id)
      .where('erased_at', 'is', null)
      .executeTakeFirst(),
  );
}

function projectById(tx: Transaction<Tables>, id: string) {
  return remembered(tx, `project ${id}`, () =>
    tx.selectFrom('pledge.project').select(['id', 'customer_id']).where('id', '=', id).executeTakeFirst(),
  );
}

function siteById(tx: Transaction<Tables>, id: string) {
  return remembered(tx, `site ${id}`, () =>
    tx.selectFrom('pledge.site').select(['id', 'customer_id']).where('id', '=', id).executeTakeFirst(),
  );
}

function assetById(tx: Transaction<Tables>, id: string) {
  return remembered(tx, `asset ${id}`, () =>
    tx.selectFrom('pledge.asset').select('customer_id').where('id', '=', id).executeTakeFirst(),
  );
}

/** A customer with one project means that one; a project whose first plan is still written takes no requests. */
async function onlyProject(tx: Transaction<Tables>, customerId: string | null): Promise<string | null> {
  if (customerId === null) return null;
  const projects = await remembered(tx, `first projects ${customerId}`, () =>
    tx
      .selectFrom('pledge.service_plan')
      .select('project_id as id')
      .where('customer_id', '=', customerId)
      .where('status', '=', 'active')
      .limit(2)
      .execute(),
  );
  return projects.length === 1 ? (projects[0]?.id ?? null) : null;
}

function wrong(field: string, code: string, words: Words): Refusal {
  return refusal(422, code, words, { fields: [{ field, code, message: words }] });
}
