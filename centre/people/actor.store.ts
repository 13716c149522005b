import { sql, type Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
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
export async function loadActor(db: Kysely<Tables>, personId: string, now: Instant): Promise<Actor | null> {
  const person = await db
    .selectFrom('pledge.person as person')
    .leftJoin('pledge.org_unit as unit', (join) =>
      join.onRef('unit.provider_id', '=', 'person.provider_id').onRef('unit.id', '=', 'person.home_unit_id'),
    )
    .select([
      'person.provider_id',
      'person.name',
      'person.language',
      'person.customer_id',
      'person.contact_id',
      zoneOfPerson.as('timezone'),
    ])
    .where('person.id', '=', personId)
    .where('person.disabled_at', 'is', null)
    .where('person.erased_at', 'is', null)
    .executeTakeFirst();
  if (person === undefined) return null;
  const positions = await positionsOn(db, personId, dateIn(person.timezone ?? ZONE, now));
  return {
    kind: person.customer_id === null ? 'staff' : 'customer',
    providerId: person.provider_id,
    personId,
    name: person.name ?? '',
    positions,
    customerId: person.customer_id,
    contactId: person.contact_id,
    language: person.language,
  };
}

/** The positions of a person on a day; first and last day count. */
export async function positionsOn(db: Kysely<Tables>, personId: string, day: string): Promise<PositionHeld[]> {
  const rows = await db
    .selectFrom('pledge.position_held')
    .select(['position', 'unit_id', 'project_id', 'site_id'])
    .where('person_id', '=', personId)
    .where('from_on', '<=', day)
    .where((or) => or.or([or('to_on', 'is', null), or('to_on', '>=', day)]))
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ position: row.position, unitId: row.unit_id, projectId: row.project_id, siteId: row.site_id }));
}
