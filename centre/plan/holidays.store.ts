import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { ServicePlan } from './plan.schema.ts';

/** A year of the provider's holiday table as one notice states it; the newest of a year holds. */
export interface HolidayNotice {
  /** From when the table says so. */
  readonly at: Instant;
  readonly set: string;
  readonly year: number;
  readonly off: readonly string[];
  readonly makeUp: readonly string[];
  /** Where it was published, or the plan it came with. */
  readonly source: string | null;
}

/**
 * How long a process may count on the table it read before it looks again. A notice comes once or twice a year; what was counted
 * in this second on the older table is counted anew (`recountAfterNotices`).
 */
export const NOTICES_FRESH_MS = 1_000;

interface KnownTable {
  readonly readAt: number;
  readonly digest: string;
  readonly notices: readonly HolidayNotice[];
}
const known = new Map<string, KnownTable>();

/** The provider's notices, oldest first: the same list as before as long as none was added. */
export async function holidayNotices(tx: Kysely<Tables>, providerId: string): Promise<readonly HolidayNotice[]> {
  const before = known.get(providerId);
  const readAt = performance.now();
  if (before !== undefined && readAt - before.readAt < NOTICES_FRESH_MS) return before.notices;
  const rows = await tx
    .selectFrom('pledge.holiday_year')
    .select(['holiday_set', 'year', 'off', 'make_up', 'source', 'imported_at'])
    .where('provider_id', '=', providerId)
    .orderBy('imported_at')
    .orderBy('holiday_set')
    .orderBy('year')
    .execute();
  const digest = JSON.stringify(rows);
  const notices =
    before?.digest === digest
      ? before.notices
      : rows.map((row) => ({
          at: instant(row.imported_at),
          set: row.holiday_set,
          year: row.year,
          off: row.off,
          makeUp: row.make_up,
          source: row.source,
        }));
  known.set(providerId, { readAt, digest, notices });
  return notices;
}

/** Holiday years of a plan come in with it where the table has none of that year; what is there stays. */
export async function storeHolidays(
  tx: Transaction<Tables>,
  from: { providerId: string; plan: ServicePlan; now: Instant },
): Promise<void> {
  const stored = await tx.selectFrom('pledge.holiday_year').select(['holiday_set', 'year']).distinct().execute();
  const isThere = new Set(stored.map((row) => `${row.holiday_set} ${row.year}`));
  for (const [set, years] of Object.entries(from.plan.holidaySets ?? {})) {
    for (const [year, days] of Object.entries(years)) {
      if (!/^\d{4}$/.test(year) || isThere.has(`${set} ${year}`)) continue;
      if (typeof days !== 'object' || days === null || !('off' in days)) continue;
      const { off, makeUp } = days as { off: readonly string[]; makeUp?: readonly string[] };
      await storeNotice(tx, from.providerId, {
        at: from.now,
        set,
        year: Number(year),
        off,
        makeUp: makeUp ?? [],
        source: from.plan.plan.id,
      });
    }
  }
}

/** Adds a notice; every process counts on it within {@link NOTICES_FRESH_MS}. */
export async function storeNotice(tx: Transaction<Tables>, providerId: string, notice: HolidayNotice): Promise<void> {
  await tx
    .insertInto('pledge.holiday_year')
    .values({
      provider_id: providerId,
      holiday_set: notice.set,
      year: notice.year,
      off: JSON.stringify(notice.off),
      make_up: JSON.stringify(notice.makeUp),
      source: notice.source,
      imported_at: formatInstant(notice.at),
    })
    .execute();
}
