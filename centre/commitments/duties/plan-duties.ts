import type { Kysely } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { calendarAt } from '../calendar-corrections.rules.ts';
import { clockRulesOf } from '../plan-rules.ts';
import { coursesDue, writeDuties } from './duties.store.ts';
import { dutiesOf, type Duty } from './duty-terms.rules.ts';

const AT_ONCE = 50;
const DAY_MS = 86_400_000;
/** The next of each work lies within so long: a year's end, and what is left to report it. */
const AHEAD = 420 * DAY_MS;

/**
 * Writes the duties of every project up to now, and the next of each work. A project is looked at again when one comes due and every day:
 * the holidays of a year may have become known. Whatever is cut off is undone with its transaction and found at the next look.
 */
export async function planDuties(deps: {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
}): Promise<{ written: number; full: boolean }> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  let written = 0;
  let full = false;
  for (const { provider_id: providerId } of providers) {
    const looked = await inTransaction(deps.db, { providerId, customerId: null }, async (tx, databaseNow) => {
      const now = deps.time.now(instant(databaseNow));
      const due = await coursesDue(tx, now, AT_ONCE);
      for (const course of due) {
        const stored = await planById(tx, course.planId);
        const zone = stored.plan.plan.timezone;
        const rules = clockRulesOf(stored);
        const duties = dutiesOf({
          plan: stored.plan,
          calendar: (name) => calendarAt(rules, name, now),
          products: course.products,
          window: { from: dateIn(zone, (course.since - 31 * DAY_MS) as Instant), to: dateIn(zone, (now + AHEAD) as Instant) },
        });
        const counting = upToNext(duties, { since: course.since, now });
        const nextAt = Math.min(now + DAY_MS, ...counting.flatMap(({ dueAt }) => (dueAt > now ? [dueAt] : [])));
        await writeDuties(tx, course, { duties: counting, providerId, now, nextAt });
      }
      return due.length;
    });
    written += looked;
    full ||= looked === AT_ONCE;
  }
  return { written, full };
}

/** What came due since duties count, what may be done already, and the next of each work. */
function upToNext(duties: readonly Duty[], { since, now }: { since: number; now: number }): Duty[] {
  const counting = duties.filter(({ dueAt }) => dueAt > since);
  const next = new Map<string, string>();
  return counting.filter(({ work, on, opensAt, dueAt }) => {
    if (dueAt <= now || opensAt <= now) return true;
    // On its date it is owed for every site and product.
    const first = next.get(work) ?? on;
    next.set(work, first);
    return on === first;
  });
}
