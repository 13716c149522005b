import type { Transaction } from 'kysely';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { inReading, type Plans } from '#platform/db/pool.ts';
import { instant, type Instant } from '#platform/time/instant.ts';

/** Reads in one transaction of the actor's scope, at the house's time. */
export async function reading<Result>(
  house: Pick<House, 'db' | 'time'>,
  actor: Actor,
  work: (tx: Transaction<Tables>, now: Instant) => Promise<Result>,
  plans: Plans = 'ofValues',
): Promise<Result> {
  const scope = { providerId: actor.providerId, customerId: actor.customerId };
  return inReading(house.db, scope, (tx, databaseNow) => work(tx, house.time.now(instant(databaseNow))), { plans });
}

/** A list's order has its index whatever is asked for; a search is planned for what it looks for. */
export function plansFor(views: readonly { readonly q?: string | undefined }[]): Plans {
  return views.every(({ q }) => q === undefined) ? 'byKeys' : 'ofValues';
}
