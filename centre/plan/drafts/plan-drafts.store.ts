import { sql, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Names } from '#centre/schema/columns.ts';
import type { PartiesToCome } from '#centre/schema/customer.tables.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';

type Tx = Transaction<Tables>;
export type Author = Actor & { readonly personId: string };

export interface StoredDraft {
  readonly id: string;
  /** Null until the first plan of a customer, or of a project, is activated. */
  readonly customer_id: string | null;
  readonly project_id: string | null;
  readonly project_code: string;
  readonly customer_code: string;
  readonly project_name: Names;
  readonly customer_name: Names;
  readonly version: number;
  readonly state: 'open' | 'activated' | 'discarded';
  readonly author_ids: string[];
  readonly changed_by_name: string | null;
  readonly changed_at: number;
  readonly offered_version: number | null;
  readonly plan_id: string | null;
}

/** How many drafts that are done with are still listed. */
const LISTED_AT_MOST = 100;

function described(tx: Tx) {
  return tx
    .selectFrom('pledge.plan_draft as draft')
    .leftJoin('pledge.project as project', (join) =>
      join.onRef('project.provider_id', '=', 'draft.provider_id').onRef('project.id', '=', 'draft.project_id'),
    )
    .leftJoin('pledge.customer as customer', (join) =>
      join.onRef('customer.provider_id', '=', 'draft.provider_id').onRef('customer.id', '=', 'draft.customer_id'),
    )
    .leftJoin('pledge.person as person', (join) =>
      join.onRef('person.provider_id', '=', 'draft.provider_id').onRef('person.id', '=', 'draft.changed_by'),
    )
    .select([
      'draft.id',
      'draft.customer_id',
      'draft.project_id',
      sql<string>`coalesce(project.code, draft.to_come #>> '{project,id}')`.as('project_code'),
      sql<string>`coalesce(customer.code, draft.to_come #>> '{customer,id}')`.as('customer_code'),
      sql<Names>`coalesce(project.name, draft.to_come #> '{project,name}')`.as('project_name'),
      sql<Names>`coalesce(customer.name, draft.to_come #> '{customer,name}')`.as('customer_name'),
      'draft.version',
      'draft.state',
      'draft.author_ids',
      'person.name as changed_by_name',
      'draft.changed_at',
      'draft.offered_version',
      'draft.plan_id',
    ]);
}

/** Every draft under way and the latest of those done with, the one changed last first; without their texts. */
export async function draftsOf(tx: Tx): Promise<StoredDraft[]> {
  const latestDone = tx
    .selectFrom('pledge.plan_draft')
    .select('id')
    .where('state', '<>', 'open')
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(LISTED_AT_MOST);
  return described(tx)
    .where((or) => or.or([or('draft.state', '=', 'open'), or('draft.id', 'in', latestDone)]))
    .orderBy('draft.changed_at', 'desc')
    .orderBy('draft.id')
    .execute();
}

export async function draftById(tx: Tx, id: string): Promise<(StoredDraft & { readonly text: string }) | undefined> {
  return described(tx).select('draft.text').where('draft.id', '=', id).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockedDraft(tx: Tx, id: string): Promise<(StoredDraft & { readonly text: string }) | undefined> {
  return described(tx).select('draft.text').where('draft.id', '=', id).forUpdate('draft').executeTakeFirst();
}

/** Whose plan it is: of a project that is there, or of one to come, whose customer may be there. */
export type DraftPlace =
  | { readonly customerId: string; readonly projectId: string; readonly toCome: null }
  | { readonly customerId: string | null; readonly projectId: null; readonly toCome: PartiesToCome };

/** False where the id is taken. */
export async function insertDraft(
  tx: Tx,
  author: Author,
  draft: { id: string; text: string; now: Instant; place: DraftPlace },
): Promise<boolean> {
  const made = await tx
    .insertInto('pledge.plan_draft')
    .values({
      provider_id: author.providerId,
      id: draft.id,
      customer_id: draft.place.customerId,
      project_id: draft.place.projectId,
      to_come: draft.place.toCome && JSON.stringify(draft.place.toCome),
      text: draft.text,
      version: 1,
      state: 'open',
      author_ids: [author.personId],
      changed_by: author.personId,
      changed_at: formatInstant(draft.now),
      offered_version: null,
      plan_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Writes the next version; who changes the text has written in it from then on. Of what became of it, `planId`, it has project and customer. */
export async function writeDraft(
  tx: Tx,
  draft: StoredDraft,
  change: { author: Author; now: Instant; text?: string; state?: StoredDraft['state']; planId?: string },
): Promise<number> {
  const { author, now, text, state, planId } = change;
  const version = draft.version + 1;
  const ofPlan = (column: 'project_id' | 'customer_id') =>
    tx
      .selectFrom('pledge.service_plan')
      .select(column)
      .where('id', '=', planId ?? null);
  const authors = text === undefined ? draft.author_ids : [...new Set([...draft.author_ids, author.personId])];
  await tx
    .updateTable('pledge.plan_draft')
    .set({
      version,
      author_ids: authors,
      changed_by: author.personId,
      changed_at: formatInstant(now),
      ...(text === undefined ? {} : { text }),
      ...(state === undefined ? {} : { state }),
      ...(planId === undefined ? {} : { plan_id: planId, project_id: ofPlan('project_id'), customer_id: ofPlan('customer_id') }),
    })
    .where('id', '=', draft.id)
    .execute();
  return version;
}

/** Shows the customer's people this version, and none that comes after it. */
export async function offerVersion(tx: Tx, draft: StoredDraft): Promise<void> {
  await tx.updateTable('pledge.plan_draft').set({ offered_version: draft.version }).where('id', '=', draft.id).execute();
}

/** SHA-256 of a file that this person uploaded. */
export async function ownFileDigest(tx: Tx, author: Author, fileId: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('pledge.file')
    .select('digest')
    .where('id', '=', fileId)
    .where('person_id', '=', author.personId)
    .executeTakeFirst();
  return found?.digest;
}

/** Names of people by their ids, in the order of the ids. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('pledge.person').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? '').filter((name) => name !== '');
}
