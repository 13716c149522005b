import type { Kysely, Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { passingCause } from '#platform/db/passing-fault.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { openRests, type Rests } from '#platform/time/rests.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { calendarAt } from '../calendar-corrections.rules.ts';
import { clockRulesOf } from '../plan-rules.ts';
import { coursesDue, writeDuties, type CourseDue } from './duties.store.ts';
import { dutiesOf, type Duty } from './duty-terms.rules.ts';

const AT_ONCE = 50;
const DAY_MS = 86_400_000;
/** The next of each work lies within so long: a year's end, and what is left to report it. */
const AHEAD = 420 * DAY_MS;

export interface DutiesPlanned {
  /** Projects whose duties were written. */
  readonly written: number;
  readonly full: boolean;
  readonly faults: readonly unknown[];
}

/**
 * Writes the duties of every project up to now, and the next of each work. A project is looked at again when one comes due and every day:
 * the holidays of a year may have become known. Whatever is cut off is undone with its transaction and found at the next look.
 * Throws what passes; a project whose duties cannot be written holds up no other: `faults` tells it, and in `rests` it is left alone.
 */
export async function planDuties(
  deps: { readonly db: Kysely<Tables>; readonly time: TimeSource },
  rests: Rests = openRests(),
): Promise<DutiesPlanned> {
  const providers = await deps.db.selectFrom('pledge.provider').select('provider_id').execute();
  const faults: unknown[] = [];
  let written = 0;
  let full = false;
  for (const { provider_id: providerId } of providers) {
    const scope = { providerId, customerId: null };
    const { now, due } = await inTransaction(deps.db, scope, async (tx, databaseNow) => {
      const present = deps.time.now(instant(databaseNow));
      return { now: present, due: await coursesDue(tx, present, { passOver: rests.at(present), limit: AT_ONCE }) };
    });
    full ||= due.length === AT_ONCE;
    for (const { projectId } of due) {
      try {
        const isWritten = await inTransaction(deps.db, scope, async (tx) => {
          // The plan may have been replaced since the look.
          const [course] = await coursesDue(tx, now, { projectId, limit: 1 });
          if (course !== undefined) await planCourse(tx, course, { providerId, now });
          return course !== undefined;
        });
        written += isWritten ? 1 : 0;
      } catch (error) {
        if (passingCause(error) !== null) throw error;
        rests.begin(projectId, now);
        faults.push(error);
      }
    }
  }
  return { written, full, faults };
}

async function planCourse(
  tx: Transaction<Tables>,
  course: CourseDue,
  { providerId, now }: { readonly providerId: string; readonly now: Instant },
): Promise<void> {
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
