import type { Transaction } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { plansInReach, type PlanInReach } from './plans-in-reach.store.ts';
import type { RegisterQuery } from './register.schema.ts';

/** The day at whose end the register is read, and the plans that were in reach then. */
export interface DayAsked {
  readonly plans: readonly PlanInReach[];
  readonly isWhole: boolean;
  /** Local date, `YYYY-MM-DD`. */
  readonly today: string;
  /** The instant that ended the day: only what was recorded before it counts; null for now. */
  readonly until: string | null;
}

/** Works out which day is asked for, in the zone of the oldest plan; of a day that has not come nothing stands. */
export async function dayAsked(
  tx: Transaction<Tables>,
  actor: Actor,
  { query, now }: { readonly query: Pick<RegisterQuery, 'customer' | 'project' | 'asOf'>; readonly now: Instant },
): Promise<DayAsked | Refusal> {
  const inReach = await plansInReach(tx, actor, query);
  const zone = inReach.plans[0]?.timezone ?? 'UTC';
  const present = dateIn(zone, now);
  if (query.asOf !== undefined && query.asOf > present) return notYet(present);
  // A day that has not ended is the page as it is.
  if (query.asOf === undefined || query.asOf === present) return { ...inReach, today: present, until: null };
  const until = formatInstant(endOfDay(query.asOf, zone));
  return { ...(await plansInReach(tx, actor, { ...query, until })), today: query.asOf, until };
}

/** The first instant after a local day. */
function endOfDay(day: string, zone: string): Instant {
  return instant(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);
}

function notYet(today: string): Refusal {
  const message = {
    zh: `截至日期不能晚于今天（${today}）。请填今天或更早的一天。`,
    en: `The day as of which you ask has not come: today is ${today}. Ask for today or an earlier day.`,
  };
  return refusal(400, 'invalidInput', message, { fields: [{ field: 'asOf', code: 'notYet', message }] });
}
