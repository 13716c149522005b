import { sql, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { activePlans } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Known } from './view-query.rules.ts';

type Tx = Transaction<Tables>;

export interface StoredView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly version: number;
  readonly person_id: string;
  readonly owner: string | null;
  readonly unit_id: string | null;
  readonly unit_name: string | null;
}

export function unitsOf(actor: Actor): string[] {
  return [...new Set(actor.positions.map((held) => held.unitId).filter((id) => id !== null))];
}

/** The own views in their order, then those that others share with a unit of the actor's. */
export async function viewsFor(tx: Tx, actor: Actor): Promise<readonly StoredView[]> {
  const { rows } =
    await sql<StoredView>`select view.id, view.name, view.query, view.version, view.person_id, person.name as owner,
      view.unit_id, unit.name as unit_name
    from pledge.saved_view view join pledge.person person on person.provider_id = view.provider_id and person.id = view.person_id
    left join pledge.org_unit unit on unit.provider_id = view.provider_id and unit.id = view.unit_id
    where view.person_id = ${actor.personId}::uuid or view.unit_id = any(${unitsOf(actor)}::uuid[])
    order by view.person_id <> ${actor.personId}::uuid, case when view.person_id = ${actor.personId}::uuid then view.place end, view.name, view.id`.execute(
      tx,
    );
  return rows;
}

export async function unitNames(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return tx.selectFrom('pledge.org_unit').select(['id', 'name']).where('id', 'in', ids).orderBy('code').execute();
}

/** What the views may still ask for, by what they name. */
export async function knownOf(tx: Tx, actor: Actor): Promise<Known> {
  const [sites, customers, projects, plans] = await Promise.all([
    tx.selectFrom('pledge.site').select('id').execute(),
    tx.selectFrom('pledge.customer').select('id').execute(),
    tx.selectFrom('pledge.project').select('id').execute(),
    activePlans(tx),
  ]);
  const ids = (rows: readonly { id: string }[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));
  return {
    sites: ids(sites),
    customers: ids(customers),
    projects: ids(projects),
    kinds: new Set(plans.flatMap(({ plan }) => Object.keys(plan.requestKinds))),
    severities: new Set(plans.flatMap(({ plan }) => Object.keys(plan.severities))),
    inUnit: unitsOf(actor).length > 0,
  };
}

/** An own view, locked for the change. */
export async function ownView(tx: Tx, actor: Actor, id: string): Promise<{ version: number } | undefined> {
  return tx
    .selectFrom('pledge.saved_view')
    .select('version')
    .where('id', '=', id)
    .where('person_id', '=', actor.personId)
    .forUpdate()
    .executeTakeFirst();
}

export interface LeftView {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly unit: string;
}

/** Views that are still shared by people whose access was ended, by unit and name; locked, where one of them is asked for. */
export async function viewsLeft(tx: Tx, id?: string): Promise<LeftView[]> {
  let query = tx
    .selectFrom('pledge.saved_view as view')
    .innerJoin('pledge.person as person', (join) =>
      join.onRef('person.provider_id', '=', 'view.provider_id').onRef('person.id', '=', 'view.person_id'),
    )
    .innerJoin('pledge.org_unit as unit', (join) =>
      join.onRef('unit.provider_id', '=', 'view.provider_id').onRef('unit.id', '=', 'view.unit_id'),
    )
    .select(['view.id', 'view.name', 'person.name as owner', 'unit.name as unit'])
    .where('person.disabled_at', 'is not', null)
    .orderBy('unit.code')
    .orderBy('view.name');
  if (id !== undefined) query = query.where('view.id', '=', id).forUpdate('view');
  return (await query.execute()).map((view) => ({ ...view, owner: view.owner ?? '' }));
}

/** Until the transaction ends nobody else saves a view of the same person: of two at once, the second counts the first one's. */
export async function holdOwner(tx: Tx, actor: Actor): Promise<void> {
  await tx.selectFrom('pledge.person').select('id').where('id', '=', actor.personId).forNoKeyUpdate().execute();
}

export async function ownIds(tx: Tx, actor: Actor): Promise<string[]> {
  const rows = await tx
    .selectFrom('pledge.saved_view')
    .select('id')
    .where('person_id', '=', actor.personId)
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertView(
  tx: Tx,
  actor: Actor & { readonly personId: string },
  view: { id: string; name: string; query: string; unitId: string | null; place: number },
): Promise<void> {
  await tx
    .insertInto('pledge.saved_view')
    .values({
      provider_id: actor.providerId,
      id: view.id,
      person_id: actor.personId,
      unit_id: view.unitId,
      name: view.name,
      query: view.query,
      place: view.place,
    })
    .execute();
}

export async function updateView(
  tx: Tx,
  id: string,
  changed: { name?: string | undefined; query?: string | undefined; unit_id?: string | null | undefined; version: number },
): Promise<void> {
  await tx.updateTable('pledge.saved_view').set(changed).where('id', '=', id).execute();
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('pledge.saved_view').where('id', '=', id).execute();
}

export async function placeViews(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update pledge.saved_view view set place = wanted.place
    from unnest(${ids}::uuid[]) with ordinality as wanted (id, place) where view.id = wanted.id`.execute(tx);
}
