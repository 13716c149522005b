import { sql, type Kysely, type Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { passingCause } from '#platform/db/passing-fault.ts';
import { inTransaction, later } from '#platform/db/pool.ts';
import { appendEvents, type StreamEnd } from '#platform/evidence-log/append.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { openRests, type Rests } from '#platform/time/rests.ts';
import type { TimeSource } from '#platform/time/time-source.ts';
import { clockMemoryOf, recordOutcomes, storeClocks } from './clocks.store.ts';
import { clocksOfHistories, keyOf, nextDueOf } from './moved-clocks.rules.ts';
import { isBroughtByTime, outcomesOf } from './outcomes.rules.ts';
import { eventOfTime } from './events-of-time.ts';
import { rulesThrough } from './plan-rules.ts';

export interface WatchDeps {
  readonly db: Kysely<Tables>;
  readonly time: TimeSource;
}

/** Requests looked at in one pass: the next pass follows at once if all were taken. */
const BATCH = 50;

export interface ClocksWatched {
  readonly recorded: number;
  readonly requests: readonly string[];
  readonly full: boolean;
  readonly faults: readonly unknown[];
}

/**
 * Records warnings and breaches whose time has come, once each, with the true instant, as the system.
 * Any number of workers may do so at once: each takes rows that no other holds. Late after a downtime, never lost.
 * Throws what passes; a request whose clocks cannot be recorded holds up no other: `faults` tells it, and in `rests` it is left alone.
 */
export async function watchClocks(deps: WatchDeps, rests: Rests = openRests()): Promise<ClocksWatched> {
  let recorded = 0;
  const requests: string[] = [];
  const faults: unknown[] = [];
  let full = false;
  for (const providerId of await providersOf(deps.db)) {
    const scope = { providerId, customerId: null };
    const { now, due } = await inTransaction(deps.db, scope, async (tx, databaseNow) => {
      const present = deps.time.now(instant(databaseNow));
      return { now: present, due: await dueBy(tx, { now: present, passOver: rests.at(present) }) };
    });
    full ||= due.length === BATCH;
    for (const requestId of new Set(due)) {
      try {
        const found = await inTransaction(deps.db, scope, (tx, databaseNow) =>
          recordDue(tx, { providerId, requestId, now: deps.time.now(instant(databaseNow)) }),
        );
        recorded += found;
        if (found > 0) requests.push(requestId);
      } catch (error) {
        if (passingCause(error) !== null) throw error;
        rests.begin(requestId, now);
        faults.push(error);
      }
    }
  }
  return { recorded, requests, full, faults };
}

/** Whose clocks have something to record, a request for each of them. */
async function dueBy(tx: Transaction<Tables>, about: { now: Instant; passOver: readonly string[] }): Promise<string[]> {
  const passedOver = [...about.passOver];
  const rows = await tx
    .selectFrom('pledge.clock')
    .select('request_id')
    .where('next_at', '<=', sql<number>`${formatInstant(about.now)}::timestamptz`)
    .$if(passedOver.length > 0, (query) => query.where('request_id', 'not in', passedOver))
    // In the index's own order: what is due is found among any number of clocks.
    .orderBy('next_at')
    .limit(BATCH)
    .execute();
  return rows.map((row) => row.request_id);
}

async function providersOf(db: Kysely<Tables>): Promise<string[]> {
  return (await db.selectFrom('pledge.provider').select('provider_id').execute()).map((row) => row.provider_id);
}

async function recordDue(
  tx: Transaction<Tables>,
  about: { providerId: string; requestId: string; now: Instant },
): Promise<number> {
  const request = await tx
    .selectFrom('pledge.service_request')
    .select([
      'provider_id',
      'customer_id',
      'project_id',
      'site_id',
      'id as request_id',
      'plan_id',
      'owner_unit_id',
      'owner_person_id',
      'seq',
      'last_hash',
    ])
    .where('id', '=', about.requestId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  // A command that holds the row brings its clocks up to date itself; whatever remains is found at the next look.
  if (request === undefined || request.plan_id === null) return 0;
  const owner = { ...request, plan_id: request.plan_id };
  const [plan, memory] = await Promise.all([planById(tx, owner.plan_id), clockMemoryOf(tx, about.requestId)]);
  const clocks = clocksOfHistories(await rulesThrough(tx, plan, memory), memory.histories, about.now);
  const { recorded } = memory;
  const due = clocks
    .flatMap(({ subject, clock }) =>
      outcomesOf(clock, about.now)
        .filter(isBroughtByTime)
        .filter((outcome) => !recorded.has(keyOf(subject, clock, outcome)))
        .map((outcome) => ({ subject, clock, outcome })),
    )
    .sort((a, b) => a.outcome.at - b.outcome.at);
  let end: StreamEnd | null = null;
  if (due.length > 0) {
    const events = due.map((entry) => eventOfTime(entry, about.now));
    end = appendEvents(
      tx,
      {
        providerId: about.providerId,
        customerId: request.customer_id,
        requestId: about.requestId,
        recordedAt: about.now,
        actor: { kind: 'system', id: null },
      },
      { kind: 'serviceRequest', id: about.requestId, end: { seq: request.seq, hash: request.last_hash }, events },
    );
    for (const [index, entry] of due.entries()) {
      const event = events[index];
      if (event !== undefined) recordOutcomes(tx, owner, { endings: [entry], eventId: event.id, now: about.now });
    }
  }
  const nextDueAt = nextDueOf(clocks);
  later(
    tx,
    tx
      .updateTable('pledge.service_request')
      .set({
        next_due_at: nextDueAt === null ? null : formatInstant(nextDueAt),
        ...(end === null || end.hash === null ? {} : { seq: end.seq, last_hash: end.hash }),
      })
      .where('id', '=', about.requestId),
  );
  const nowRecorded = new Set([...recorded, ...due.map(({ subject, clock, outcome }) => keyOf(subject, clock, outcome))]);
  storeClocks(tx, owner, { clocks, recorded: nowRecorded, now: about.now, isNew: false });
  return due.length;
}
