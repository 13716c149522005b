import { sql, type Transaction } from 'kysely';
import { onCallNow } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { remembered } from '#platform/db/standing-data.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Reached, ReachedPerson } from './contact-card.rules.ts';

interface Holder {
  readonly position: string;
  readonly projectId: string | null;
  readonly unitId: string | null;
  readonly name: string;
  readonly mobile: string | null;
}

/**
 * The holders of the roles on a day, and whom the roster names at an instant, with the numbers on record. It is asked in the scope of the
 * provider: numbers of staff are hidden from a customer's, and what a plan has shown of them is chosen by the card alone.
 */
export async function reachedPeople(
  tx: Transaction<Tables>,
  { now, today }: { readonly now: Instant; readonly today: string },
): Promise<Reached> {
  const [holders, onCall] = await Promise.all([
    remembered(tx, `reached people ${today}`, () => holdersOn(tx, today)),
    peopleOnCall(tx, now),
  ]);
  const ofProject = Map.groupBy(holders, ({ projectId }) => projectId ?? '');
  return {
    of: ({ projectId, unitIds, levels }) => {
      const everywhere = (ofProject.get('') ?? []).filter(({ unitId }) => unitId === null || unitIds.includes(unitId));
      const own = [...(ofProject.get(projectId) ?? []), ...everywhere];
      const people = new Map<string, readonly ReachedPerson[]>(Map.groupBy(own, ({ position }) => position));
      // Another branch's engineer is no one to call; whoever answers above the branches is.
      const called = onCall.filter(({ unitId, level }) => level !== 'branchEngineer' || unitIds.includes(unitId));
      people.set(
        'onCall',
        called.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level)),
      );
      return people;
    },
  };
}

async function holdersOn(tx: Transaction<Tables>, today: string): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
select held.position, held.project_id as "projectId", held.unit_id as "unitId", person.name, reach.mobile
    from pledge.position_held held
      join pledge.person person on person.provider_id = held.provider_id and person.id = held.person_id
      join pledge.person_reach reach on reach.provider_id = held.provider_id and reach.person_id = held.person_id
    where held.provider_id = pledge.current_provider() and held.customer_id is null and held.site_id is null
      and held.from_on <= ${today}::date and (held.to_on is null or held.to_on >= ${today}::date)
      and person.disabled_at is null and person.name is not null
    order by held.from_on, held.id`.execute(tx);
  return rows;
}

interface OnCall extends ReachedPerson {
  readonly unitId: string;
  readonly level: string;
}

async function peopleOnCall(tx: Transaction<Tables>, now: Instant): Promise<OnCall[]> {
  const shifts = await onCallNow(tx, now);
  if (shifts.length === 0) return [];
  const { rows } = await sql<ReachedPerson & { id: string }>`
    select person.id, person.name, reach.mobile from pledge.person person
      join pledge.person_reach reach on reach.provider_id = person.provider_id and reach.person_id = person.id
    where person.provider_id = pledge.current_provider() and person.id = any (${shifts.map(({ personId }) => personId)}::uuid[])
      and person.disabled_at is null and person.name is not null`.execute(tx);
  return shifts.flatMap(({ personId, unitId, level }) =>
    rows.filter(({ id }) => id === personId).map(({ name, mobile }) => ({ name, mobile, unitId, level })),
  );
}
