import type { Transaction } from 'kysely';
import { clockRulesOf, gateBreachesOf } from '#centre/commitments/index.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Words } from '#platform/command/refusal.ts';

/** What an event did to a clock that ended with it. */
export interface ClockEnding {
  readonly clock: string;
  readonly name: Words;
  readonly verdict: 'kept' | 'breached' | 'cancelled';
  /** Kept: used, in the clock's own calendar. Breached: too late, in real time. */
  readonly seconds: number | null;
}

interface EndedClock {
  readonly subject_id: string;
  readonly clock: string;
  readonly plan_id: string;
  readonly state: string;
  readonly breached: boolean;
  readonly breached_at: number | null;
  readonly stopped_at: number | null;
  readonly elapsed_seconds: number;
}

/**
 * The clocks of a request that have ended, by the event they ended with. Asked of the clocks as they stand, not of what was
 * recorded first: an entry made late may have changed a verdict. Clocks that were never owed are left out.
 */
export async function clockEndings(tx: Transaction<Tables>, requestId: string): Promise<Map<string, ClockEnding[]>> {
  const ended = await tx
    .selectFrom('pledge.clock')
    .select(['subject_id', 'clock', 'plan_id', 'state', 'breached', 'breached_at', 'stopped_at', 'elapsed_seconds'])
    .where('request_id', '=', requestId)
    .where('counts', '=', true)
    .where('stopped_at', 'is not', null)
    .orderBy('stopped_at')
    .orderBy('clock')
    .orderBy('cycle')
    .execute();
  const endings = new Map<string, ClockEnding[]>();
  for (const broken of (await gateBreachesOf(tx, [requestId])).get(requestId) ?? [])
    endings.set(broken.eventId, [
      ...(endings.get(broken.eventId) ?? []),
      { clock: broken.guard, name: broken.name, verdict: 'breached', seconds: broken.lateSeconds },
    ]);
  if (ended.length === 0) return endings;
  const heard = await tx
    .selectFrom('pledge.clock_event')
    .select(['event_id', 'subject_id', 'type', 'at'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .orderBy('event_id')
    .orderBy('place')
    .execute();
  for (const clock of ended) {
    const stored = await planById(tx, clock.plan_id);
    const rule = clockRulesOf(stored).clocks.find((known) => known.name === clock.clock);
    const names: readonly string[] =
      clock.state === 'cancelled' ? [...(rule?.written.cancelOn ?? []), 'cancel', 'planMoved'] : (rule?.written.stop ?? []);
    const event = heard.find(
      (known) => known.subject_id === clock.subject_id && known.at === clock.stopped_at && names.includes(known.type),
    );
    if (event === undefined) continue;
    endings.set(event.event_id, [
      ...(endings.get(event.event_id) ?? []),
      { clock: clock.clock, name: clockName(clock.clock, stored.plan), ...verdictOf(clock) },
    ]);
  }
  return endings;
}

function verdictOf(clock: EndedClock): Pick<ClockEnding, 'verdict' | 'seconds'> {
  if (clock.state === 'cancelled') return { verdict: 'cancelled', seconds: null };
  if (!clock.breached) return { verdict: 'kept', seconds: clock.elapsed_seconds };
  return {
    verdict: 'breached',
    seconds:
      clock.breached_at === null || clock.stopped_at === null ? null : Math.floor((clock.stopped_at - clock.breached_at) / 1000),
  };
}
