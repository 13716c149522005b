import { sql, type Kysely, type Transaction } from 'kysely';
import { formOf, recordNumberOf, type ServicePlan } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { inOneMessage } from '#platform/db/pool.ts';
import type { Instant } from '#platform/time/instant.ts';
import { yearIn } from '#platform/time/local.ts';

/** The series that requests are numbered from. */
export const REQUEST_SERIES = 'serviceRequest';
/** Digits of a request's number where the plan names none. */
export const REQUEST_NUMBER_PAD = 4;

/**
 * Issues the numbers that a decision asks for (`recordNumber: 'next'`). The series belongs to provider, document number and year;
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
      year,
    }).executeTakeFirstOrThrow();
    records.push({ ...record, recordNumber: recordNumberOf(form.recordNumber, year, seq, plan.forms?.numbering.pad ?? 4) });
  }
  return { ...dossier, records };
}

function next(db: Kysely<Tables>, series: { providerId: string; series: string; year: number }) {
  return db
    .insertInto('pledge.number_series')
    .values({ provider_id: series.providerId, series: series.series, year: series.year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'series', 'year']).doUpdateSet({ last: sql`number_series.last + 1` }),
    )
    .returning('last');
}

/**
 * The number on a request's receipt. The plan does not ask for a series without gaps, so it is taken in a transaction of its own:
 * requests that arrive together do not wait for each other's commit. `db` is not the pool of the report's own transaction: reports that hold
 * all of its connections would wait for one more for ever. Its commit need not reach the disk by itself: the request's does, after it.
 */
export async function requestNumber(
  db: Kysely<Tables>,
  plan: ServicePlan,
  about: { providerId: string; at: Instant },
): Promise<string> {
  const year = yearIn(plan.plan.timezone, about.at);
  const { answers } = await inOneMessage(db, { providerId: about.providerId, customerId: null }, [
    sql`select set_config('synchronous_commit', 'off', true)`,
    next(db, { providerId: about.providerId, series: REQUEST_SERIES, year }),
  ]);
  const seq = answers[1][0]?.last;
  if (seq === undefined) throw new Error('the series gave no number');
  return recordNumberOf(plan.requestNumber.pattern, year, seq, plan.requestNumber.pad ?? REQUEST_NUMBER_PAD);
}
