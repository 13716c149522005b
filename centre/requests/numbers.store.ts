import { sql, type Kysely, type Transaction } from 'kysely';
import { formOf, recordNumberOf, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { inOneMessage } from '#platform/db/pool.ts';
import type { Instant } from '#platform/time/instant.ts';
import { yearIn } from '#platform/time/local.ts';

/** The year of a series that no year begins anew. */
const NEVER_AGAIN = 0;

/** The series that requests are numbered from. */
export const REQUEST_SERIES = 'serviceRequest';
/** Digits of a request's number where the plan names none. */
export const REQUEST_NUMBER_PAD = 4;

/**
 * Issues the numbers that a decision asks for (`recordNumber: 'next'`). The series belongs to provider, document number and year, where
 * the plan begins it anew each year;
 * it is gapless because its row is moved on in the record's own transaction, and last of all, so that it is held briefly.
 */
export async function issueRecordNumbers(
  tx: Transaction<Tables>,
  dossier: Dossier,
  about: { providerId: string; at: Instant },
): Promise<Dossier> {
  if (!dossier.records.some((record) => record.recordNumber === 'next')) return dossier;
  const { plan } = dossier.surroundings;
  const year = yearIn(plan.plan.timezone, about.at);
  const records = [];
  for (const record of dossier.records) {
    if (record.recordNumber !== 'next') {
      records.push(record);
      continue;
    }
    const form = formOf(plan, record.form);
    const { last: seq } = await next(tx, {
      providerId: about.providerId,
      series: form.documentNumber,
      year: plan.forms?.numbering.reset === 'never' ? NEVER_AGAIN : year,
    }).executeTakeFirstOrThrow();
    records.push({ ...record, recordNumber: recordNumberOf(form.recordNumber, year, seq, plan.forms?.numbering.pad ?? 4) });
  }
  return { ...dossier, records };
}

function next(db: Kysely<Tables>, series: { providerId: string; series: string; year: number }, count = 1) {
  // Where the plan began it anew each year until now, it goes on behind the years that were: their numbers are taken.
  const before = sql<number>`(select coalesce(max(last), 0) from pledge.number_series
    where provider_id = ${series.providerId}::uuid and series = ${series.series})`;
  const last = series.year === NEVER_AGAIN ? sql<number>`${before} + ${count}::int` : count;
  return db
    .insertInto('pledge.number_series')
    .values({ provider_id: series.providerId, series: series.series, year: series.year, last })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'series', 'year']).doUpdateSet({ last: sql`number_series.last + ${count}` }),
    )
    .returning('last');
}

/**
 * The number on a request's receipt. The plan does not ask for a series without gaps, so it is taken in a transaction of its own:
 * requests that arrive together do not wait for each other's commit, and those that ask while others are being answered are given
 * theirs together. `db` is not the pool of the report's own transaction: reports that hold all of its connections would wait for one
 * more for ever. Its commit need not reach the disk by itself: the request's does, after it.
 */
export async function requestNumber(
  db: Kysely<Tables>,
  plan: ServicePlan,
  about: { providerId: string; at: Instant },
): Promise<string> {
  const year = yearIn(plan.plan.timezone, about.at);
  const seq = await takenTogether(db, { providerId: about.providerId, year });
  return recordNumberOf(plan.requestNumber.pattern, year, seq, plan.requestNumber.pad ?? REQUEST_NUMBER_PAD);
}

interface Queue {
  readonly waiting: { readonly resolve: (seq: number) => void; readonly reject: (error: unknown) => void }[];
  isBusy: boolean;
}
/** Of each pool, who waits for a number of which provider and year. */
const queues = new WeakMap<Kysely<Tables>, Map<string, Queue>>();

function takenTogether(db: Kysely<Tables>, of: { providerId: string; year: number }): Promise<number> {
  const ofPool = queues.get(db) ?? new Map<string, Queue>();
  queues.set(db, ofPool);
  const key = `${of.providerId} ${of.year}`;
  const queue = ofPool.get(key) ?? { waiting: [], isBusy: false };
  ofPool.set(key, queue);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ resolve, reject });
    if (!queue.isBusy) void serve(db, of, queue);
  });
}

async function serve(db: Kysely<Tables>, of: { providerId: string; year: number }, queue: Queue): Promise<void> {
  queue.isBusy = true;
  while (queue.waiting.length > 0) {
    const served = queue.waiting.splice(0);
    try {
      const last = await takeNumbers(db, { ...of, count: served.length });
      for (const [place, { resolve }] of served.entries()) resolve(last - served.length + 1 + place);
    } catch (error) {
      for (const { reject } of served) reject(error);
    }
  }
  queue.isBusy = false;
}

/** Takes so many numbers that follow each other; gives the last. */
async function takeNumbers(db: Kysely<Tables>, of: { providerId: string; year: number; count: number }): Promise<number> {
  const { providerId, year, count } = of;
  const { answers } = await inOneMessage(db, { providerId, customerId: null }, [
    sql`select set_config('synchronous_commit', 'off', true)`,
    next(db, { providerId, series: REQUEST_SERIES, year }, count),
  ]);
  const last = answers[1][0]?.last;
  if (last === undefined) throw new Error('the series gave no number');
  return last;
}
