import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { clocksOfRequest, isBroughtByTime, keyOf, outcomesOf } from '#centre/commitments/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { CentreDatabase } from '../../../product/centre-database.ts';

const PATIENCE_MS = 60_000;

/** As of when the workers had looked at everything whose time had come, and what they had left when patience ran out. */
export interface Watched {
  readonly watchedUntil: Instant;
  readonly findings: readonly string[];
}

/** Waits until the workers have looked at everything whose time has come. */
export async function untilClocksAreWatched(
  database: Pick<CentreDatabase, 'within'>,
  patienceMs = PATIENCE_MS,
): Promise<Watched> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { asOf, waiting } = await database.within(async (tx, databaseNow) => {
      const now = instant(databaseNow);
      return { asOf: now, waiting: await whatWaits(tx, now) };
    });
    if (waiting.length === 0) return { watchedUntil: asOf, findings: [] };
    if (performance.now() >= until)
      return { watchedUntil: asOf, findings: waiting.map((what) => `after ${patienceMs / 1000} s nobody had looked at ${what}`) };
    await delay(100);
  }
}

async function whatWaits(tx: Transaction<Tables>, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select 'the clock ' || clock || ' of ' || subject_kind || ' ' || subject_id as what from pledge.clock where next_at <= ${formatInstant(now)}::timestamptz
    union all select 'the message ' || message_id || ', which is to be delivered' from pledge.outbox where delivered_at is null`.execute(
    tx,
  );
  return rows.map(({ what }) => what);
}

/**
 * Every clock's warnings, breaches and endings as the engine computes them anew from the events: each recorded once, none
 * missing, none early, each with its true instant, and each warning and breach with one event. What fell due after `watchedUntil` is
 * the workers' to record when they come back.
 */
export async function checkClocks(
  tx: Transaction<Tables>,
  about: { readonly requestIds: readonly string[]; readonly watchedUntil: Instant; readonly now: Instant },
): Promise<string[]> {
  const findings: string[] = [];
  for (const requestId of about.requestIds) findings.push(...(await checkRequest(tx, requestId, about)));
  return findings;
}

async function checkRequest(
  tx: Transaction<Tables>,
  requestId: string,
  { watchedUntil, now }: { watchedUntil: Instant; now: Instant },
): Promise<string[]> {
  const { plan_id: planId, number } = await tx
    .selectFrom('pledge.service_request')
    .select(['plan_id', 'number'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  if (planId === null) return [`${number} runs under no plan`];
  const clocks = await clocksOfRequest(tx, { id: requestId, planId }, now);
  const recorded = await tx
    .selectFrom('pledge.clock_outcome')
    .selectAll()
    .where('request_id', '=', requestId)
    // A breach of what a guard asks for has no clock, and no cycle.
    .where('cycle', '>', 0)
    .execute();
  const told = await tx
    .selectFrom('pledge.event')
    .select(['id', 'type', 'occurred_at'])
    .where('request_id', '=', requestId)
    .where('type', 'in', ['clockWarned', 'clockBreached'])
    .execute();

  const expected = new Map<string, Instant>();
  for (const { subject, clock } of clocks)
    for (const outcome of outcomesOf(clock, now)) expected.set(keyOf(subject, clock, outcome), outcome.at);
  const findings: string[] = [];
  const known = new Map(recorded.map((row) => [keyOf({ kind: row.subject_kind, id: row.subject_id }, row, row), row]));
  for (const [key, at] of expected) {
    const row = known.get(key);
    if (row === undefined && at <= watchedUntil) findings.push(`${number}: ${key} at ${at} is lost`);
    if (row !== undefined && row.at !== at) findings.push(`${number}: ${key} is recorded at ${row.at}, the engine says ${at}`);
  }
  for (const key of known.keys()) if (!expected.has(key)) findings.push(`${number}: ${key} is recorded and never came to pass`);
  const byTime = recorded.filter(isBroughtByTime);
  for (const row of byTime) {
    const own = told.filter((event) => event.id === row.event_id);
    if (own.length !== 1 || own[0]?.occurred_at !== row.at)
      findings.push(`${number}: ${row.clock} ${row.verdict} has no event of its own at its instant`);
  }
  if (told.length !== byTime.length)
    findings.push(`${number}: ${byTime.length} warnings and breaches, ${told.length} events of them`);
  return [...findings, ...(await checkCache(tx, requestId, clocks.length)).map((finding) => `${number}: ${finding}`)];
}

/** No commitment without its clock: the cache that workers wake by has a row for each. */
async function checkCache(tx: Transaction<Tables>, requestId: string, expected: number): Promise<string[]> {
  const rows = await tx.selectFrom('pledge.clock').select('clock').where('request_id', '=', requestId).execute();
  return rows.length === expected ? [] : [`${expected} clocks by the events, ${rows.length} rows of them`];
}
