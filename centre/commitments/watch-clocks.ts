import { sql, type Kysely, type Transaction } from 'kysely';
import { planById } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { inTransaction, later } from '#platform/db/pool.ts';
import { appendEvents, type StreamEnd } from '#platform/evidence-log/append.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
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

/**
 * Records warnings and breaches whose time has come, once each, with the true instant, as the system.
 * Any number of workers may do so at once: each takes rows that no other holds. Late after a downtime, never lost.
 * Returns how many were recorded, on which requests, and when to look again (null: nothing is waiting).
 */
export async function watchClocks(
  deps: WatchDeps,
): Promise<{ recorded: number; requests: readonly string[]; nextAt: Instant | null; full: boolean }> {
  let recorded = 0;
  const requests: string[] = [];
  let full = false;
  let nextAt: number | null = null;
  for (const providerId of await providersOf(deps.db)) {
    const scope = { providerId, customerId: null };
    const due = await inTransaction(deps.db, scope, async (tx, databaseNow) => {
      const now = deps.time.now(instant(databaseNow));
      const rows = await tx
        .selectFrom('pledge.clock')
        .select('request_id')
        .where('next_at', '<=', sql<number>`${formatInstant(now)}::timestamptz`)
        // In the index's own order: what is due is found among any number of clocks.
        .orderBy('next_at')
        .limit(BATCH)
        .execute();
      return rows.map((row) => row.request_id);
    });
    full ||= due.length === BATCH;
    for (const requestId of new Set(due)) {
      const found = await inTransaction(deps.db, scope, (tx, databaseNow) =>
        recordDue(tx, { providerId, requestId, now: deps.time.now(instant(databaseNow)) }),
      );
      recorded += found;
      if (found > 0) requests.push(requestId);
    }
    const soonest = await inTransaction(
      deps.db,
      scope,
      async (tx) =>
        (
          await tx
            .selectFrom('pledge.clock')
            .select((expression) => expression.fn.min('next_at').as('at'))
            .executeTakeFirst()
        )?.at ?? null,
    );
    if (soonest !== null && (nextAt === null || soonest < nextAt)) nextAt = soonest;
  }
  return { recorded, requests, nextAt: nextAt === null ? null : instant(nextAt), full };
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
