import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { clocksOfRequest, isBroughtByTime, keyOf, outcomesOf } from '#centre/commitments/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import type { CentreDatabase } from '../../../product/centre-database.ts';

const PATIENCE_MS = 60_000;

/** Waits until the workers have looked at everything whose time has come. */
export async function untilClocksAreWatched(database: CentreDatabase): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const waiting = await database.within(async (tx) => {
      const due = await tx
        .selectFrom('pledge.clock')
        .select('clock')
        .where('next_at', '<=', sql<number>`now()`)
        .limit(1)
        .execute();
      const unsent = await tx.selectFrom('pledge.outbox').select('id').where('delivered_at', 'is', null).limit(1).execute();
      return due.length + unsent.length;
    });
    if (waiting === 0) return;
    await delay(100);
  }
}

/**
 * Every clock's warnings, breaches and endings as the engine computes them anew from the events: each recorded once, none
 * missing, none early, each with its true instant, and each warning and breach with one event.
 */
export async function checkClocks(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<string[]> {
  const now = instant(
    Math.floor(
      (await sql<{ now: number }>`select (extract(epoch from now()) * 1000)::bigint as now`.execute(tx)).rows[0]?.now ??
        Number.NaN,
    ),
  );
  const findings: string[] = [];
  for (const requestId of requestIds) findings.push(...(await checkRequest(tx, requestId, now)));
  return findings;
}

async function checkRequest(tx: Transaction<Tables>, requestId: string, now: Instant): Promise<string[]> {
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
  const watchedUntil = await firstWaiting(tx, requestId);

  const expected = new Map<string, Instant>();
  for (const { subject, clock } of clocks)
    for (const outcome of outcomesOf(clock, now)) expected.set(keyOf(subject, clock, outcome), outcome.at);
  const findings: string[] = [];
  const known = new Map(recorded.map((row) => [keyOf({ kind: row.subject_kind, id: row.subject_id }, row, row), row]));
  for (const [key, at] of expected) {
    const row = known.get(key);
    // What fell due after the workers had gone is theirs to record when they come back.
    if (row === undefined && (watchedUntil === null || at < watchedUntil)) findings.push(`${number}: ${key} at ${at} is lost`);
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

/** The earliest instant that a worker still has to look at; null where nothing waits. */
async function firstWaiting(tx: Transaction<Tables>, requestId: string): Promise<number | null> {
  const row = await tx
    .selectFrom('pledge.clock')
    .select((expression) => expression.fn.min('next_at').as('at'))
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.at ?? null;
}
