import { Temporal } from 'temporal-polyfill';
import type { House } from '#centre/house.ts';
import { inReading } from '#platform/db/pool.ts';
import { instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { Reached } from './contact-card.rules.ts';
import { reachedPeople } from './reached-people.store.ts';

/**
 * Who can be reached now, or at the end of an earlier day: read in the scope of the provider, also for a customer, whose own scope
 * hides the numbers of staff.
 */
export function reachedNow(
  house: Pick<House, 'db' | 'time'>,
  asked: { readonly providerId: string; readonly asOf?: string | undefined },
): Promise<Reached> {
  return inReading(house.db, { providerId: asked.providerId, customerId: null }, async (tx, databaseNow) => {
    const now = house.time.now(instant(databaseNow));
    const first = await tx
      .selectFrom('pledge.service_plan')
      .select('timezone')
      .where('status', '=', 'active')
      .orderBy('applied_at')
      .limit(1)
      .executeTakeFirst();
    const zone = first?.timezone ?? 'UTC';
    const today = dateIn(zone, now);
    if (asked.asOf === undefined || asked.asOf >= today) return reachedPeople(tx, { now, today });
    const ended = Temporal.PlainDate.from(asked.asOf).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
    return reachedPeople(tx, { now: instant(ended), today: asked.asOf });
  });
}
