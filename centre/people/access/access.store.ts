import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { keysOfProvider } from '#platform/auth/api-keys.store.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { KeyRow, PersonRow, Places } from './access.schema.ts';

type Held = PersonRow['positions'][number];

async function positionsByPerson(tx: Transaction<Tables>): Promise<Map<string, Held[]>> {
  const rows = await tx
    .selectFrom('pledge.position_held')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('position')
    .execute();
  const held = Map.groupBy(rows, (row) => row.person_id);
  return new Map(
    [...held].map(([personId, list]) => [
      personId,
      list.map((row) => ({
        id: row.id,
        position: row.position,
        unitId: row.unit_id,
        projectId: row.project_id,
        siteId: row.site_id,
        fromOn: row.from_on,
        toOn: row.to_on,
      })),
    ]),
  );
}

/** The people of the house, with what they hold now and in time to come. */
export async function peopleOfHouse(tx: Transaction<Tables>): Promise<PersonRow[]> {
  const held = await positionsByPerson(tx);
  const rows = await tx
    .selectFrom('pledge.person as person')
    .leftJoin('pledge.person_reach as reach', (join) =>
      join.onRef('reach.provider_id', '=', 'person.provider_id').onRef('reach.person_id', '=', 'person.id'),
    )
    .select(['person.id', 'person.name', 'person.disabled_at', 'reach.login'])
    .where('person.customer_id', 'is', null)
    .where('person.is_program', '=', false)
    .where('person.erased_at', 'is', null)
    .orderBy('person.created_at')
    .orderBy('person.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    login: row.login,
    disabled: row.disabled_at !== null,
    positions: held.get(row.id) ?? [],
  }));
}

/** The keys of the house, the newest last, with those that were revoked. */
export async function keysOfHouse(tx: Transaction<Tables>, providerId: string): Promise<KeyRow[]> {
  const [keys, held, programs] = await Promise.all([
    keysOfProvider(tx as never, providerId),
    positionsByPerson(tx),
    tx.selectFrom('pledge.person').select(['id', 'name']).where('is_program', '=', true).execute(),
  ]);
  const told = (at: number | null): string | null => (at === null ? null : formatInstant(instant(at)));
  return keys.map((key) => ({
    id: key.id,
    name: programs.find(({ id }) => id === key.personId)?.name ?? '',
    positions: held.get(key.personId) ?? [],
    createdAt: formatInstant(instant(key.createdAt)),
    lastUsedAt: told(key.lastUsedAt),
    revokedAt: told(key.revokedAt),
  }));
}

/** Somebody of the house, locked; null where there is nobody, or only a customer's person or a program. */
export async function colleague(
  tx: Transaction<Tables>,
  id: string,
): Promise<{ login: string | null; email: string | null } | null> {
  const row = await tx
    .selectFrom('pledge.person')
    .select('id')
    .where('id', '=', id)
    .where('customer_id', 'is', null)
    .where('is_program', '=', false)
    .where('disabled_at', 'is', null)
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const reach = await tx
    .selectFrom('pledge.person_reach')
    .select(['login', 'email'])
    .where('person_id', '=', id)
    .executeTakeFirst();
  return { login: reach?.login ?? null, email: reach?.email ?? null };
}

/** Whether the unit, project or site that a position is to be bound to is one of the house's. */
export async function placeExists(
  tx: Transaction<Tables>,
  place: { readonly unitId?: string | undefined; readonly projectId?: string | undefined; readonly siteId?: string | undefined },
): Promise<boolean> {
  const asked = (
    [
      ['pledge.org_unit', place.unitId],
      ['pledge.project', place.projectId],
      ['pledge.site', place.siteId],
    ] as const
  ).flatMap(([table, id]) => (id === undefined ? [] : [[table, id] as const]));
  if (asked.length > 1) return false;
  const [only] = asked;
  if (only === undefined) return true;
  return (await tx.selectFrom(only[0]).select('id').where('id', '=', only[1]).executeTakeFirst()) !== undefined;
}

/** Whose position it is, of somebody of the house or a program; null where it was ended or is none. */
export async function holderOfPosition(
  tx: Transaction<Tables>,
  id: string,
): Promise<{ personId: string; position: string } | null> {
  const row = await tx
    .selectFrom('pledge.position_held')
    .select(['person_id', 'position'])
    .where('id', '=', id)
    .where('customer_id', 'is', null)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : { personId: row.person_id, position: row.position };
}

export async function writeProgram(
  tx: Transaction<Tables>,
  program: { providerId: string; id: string; name: string; now: Instant },
): Promise<void> {
  await tx
    .insertInto('pledge.person')
    .values({
      provider_id: program.providerId,
      id: program.id,
      name: program.name,
      is_program: true,
      created_at: formatInstant(program.now),
    })
    .execute();
}

/** Positions whose people need a second factor. */
export async function secondFactorPositions(tx: Transaction<Tables>): Promise<string[]> {
  const rows = await tx.selectFrom('pledge.second_factor_rule').select('position').orderBy('position').execute();
  return rows.map(({ position }) => position);
}

export async function setSecondFactorPositions(
  tx: Transaction<Tables>,
  rule: { readonly providerId: string; readonly positions: readonly string[] },
): Promise<void> {
  await sql`delete from pledge.second_factor_rule`.execute(tx);
  const rows = rule.positions.map((position) => ({ provider_id: rule.providerId, position }));
  if (rows.length > 0) await tx.insertInto('pledge.second_factor_rule').values(rows).execute();
}

/** Where a position may be bound to: units, projects and sites of the house, in the order of their codes. */
export async function placesOfHouse(tx: Transaction<Tables>): Promise<Places> {
  const [units, projects, sites] = await Promise.all([
    tx.selectFrom('pledge.org_unit').select(['id', 'name']).orderBy('code').execute(),
    tx.selectFrom('pledge.project').select(['id', 'name']).orderBy('customer_id').orderBy('code').execute(),
    tx.selectFrom('pledge.site').select(['id', 'name']).orderBy('customer_id').orderBy('code').execute(),
  ]);
  return { units: units.map(({ id, name }) => ({ id, name: { zh: name, en: name } })), projects, sites };
}
