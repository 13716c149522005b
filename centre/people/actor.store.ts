import { sql, type Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { inOneMessage, together, type Told } from '#platform/db/pool.ts';
import { standingDataOf } from '#platform/db/standing-data.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import type { Actor, PositionHeld } from './actor.schema.ts';

/** By whose days positions begin and end where the provider has no unit at all. */
const ZONE = 'Asia/Shanghai';

/** The zone of the person's own unit, else of the provider's uppermost: customers' people sit in none. */
const zoneOfPerson = sql<string | null>`coalesce(unit.timezone, (select house.timezone from pledge.org_unit house
  where house.provider_id = person.provider_id and house.parent_id is null order by house.code limit 1))`;

/**
 * The person as one who acts now, or null if there is no such person or the person is disabled.
 * The handle's transaction must be in the provider's scope: who the person is decides the scope of the rest.
 */
export async function loadActor(tx: Kysely<Tables>, personId: string, now: Instant): Promise<Actor | null> {
  const [[person], held] = await together(tx, [personById(tx, personId), positionsOf(tx, personId)]);
  return person === undefined ? null : actorOf(person, held, now);
}

/** The same for the door, asked with every request that comes in: of what is remembered, where the session brought its version. */
export async function whoActs(
  db: Kysely<Tables>,
  account: { readonly providerId: string; readonly personId: string },
  about: { readonly time: TimeSource; readonly told?: Told | undefined },
): Promise<Actor | null> {
  const { providerId, personId } = account;
  const read = async () => {
    const asked = [personById(db, personId), positionsOf(db, personId)] as const;
    const { databaseNow, answers } = await inOneMessage(db, { providerId, customerId: null }, asked);
    return { databaseNow, person: answers[0][0], held: answers[1] };
  };
  const { told, time } = about;
  const { person, held, databaseNow } =
    told === undefined ? await read() : await standingDataOf(db).at(told.standing, `${providerId} actor ${personId}`, read);
  return person === undefined ? null : actorOf(person, held, time.now(instant(told?.now ?? databaseNow)));
}

/** The zone whose wall clock a person's screens show. */
export async function zoneOf(tx: Kysely<Tables>, personId: string | null): Promise<string> {
  if (personId === null) return ZONE;
  return (await personById(tx, personId).executeTakeFirst())?.timezone ?? ZONE;
}

/** The positions of a person on a day; first and last day count. */
export async function positionsOn(tx: Kysely<Tables>, personId: string, day: string): Promise<PositionHeld[]> {
  return heldOn(await positionsOf(tx, personId).execute(), day);
}

function personById(db: Kysely<Tables>, personId: string) {
  return db
    .selectFrom('pledge.person as person')
    .leftJoin('pledge.org_unit as unit', (join) =>
      join.onRef('unit.provider_id', '=', 'person.provider_id').onRef('unit.id', '=', 'person.home_unit_id'),
    )
    .select([
      'person.id',
      'person.provider_id',
      'person.name',
      'person.language',
      'person.customer_id',
      'person.contact_id',
      zoneOfPerson.as('timezone'),
    ])
    .where('person.id', '=', personId)
    .where('person.disabled_at', 'is', null)
    .where('person.erased_at', 'is', null);
}

function positionsOf(db: Kysely<Tables>, personId: string) {
  return db
    .selectFrom('pledge.position_held')
    .select(['position', 'unit_id', 'project_id', 'site_id', 'from_on', 'to_on'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .orderBy('position')
    .orderBy('id');
}

type Row<Query extends { execute(): Promise<readonly unknown[]> }> = Awaited<ReturnType<Query['execute']>>[number];
type PersonRow = Row<ReturnType<typeof personById>>;
type PositionRow = Row<ReturnType<typeof positionsOf>>;

function actorOf(person: PersonRow, held: readonly PositionRow[], now: Instant): Actor {
  return {
    kind: person.customer_id === null ? 'staff' : 'customer',
    providerId: person.provider_id,
    personId: person.id,
    name: person.name ?? '',
    positions: heldOn(held, dateIn(person.timezone ?? ZONE, now)),
    customerId: person.customer_id,
    contactId: person.contact_id,
    language: person.language,
  };
}

function heldOn(rows: readonly PositionRow[], day: string): PositionHeld[] {
  return rows
    .filter((row) => row.from_on <= day && (row.to_on === null || row.to_on >= day))
    .map((row) => ({ position: row.position, unitId: row.unit_id, projectId: row.project_id, siteId: row.site_id }));
}
