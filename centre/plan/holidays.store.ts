import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import type { HolidayTable, HolidayYear } from './calendar.schema.ts';
import { holidayYears } from './date-checks.rules.ts';
import type { ServicePlan } from './plan.schema.ts';
import { shippedTable, shippedYears } from './shipped-holidays.ts';

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
  /** Nothing is known of the year any more: its only notice was taken back. */
  readonly withdrawn?: boolean;
}

/**
 * How long a process may count on the table it read before it looks again. A notice comes once or twice a year; what was counted
 * in this second on the older table is counted again by the recount that comes with each notice.
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
    .select(['holiday_set', 'year', 'off', 'make_up', 'source', 'imported_at', 'withdrawn'])
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
          withdrawn: row.withdrawn,
        }));
  known.set(providerId, { readAt, digest, notices });
  return notices;
}

/**
 * Holiday years come in with a plan where the table has none of that year: those it states, and from the year in which it takes effect
 * those that the product ships for the sets its calendars name. What is there stays. Gives how many years it brought.
 */
export async function storeHolidays(
  tx: Transaction<Tables>,
  from: { providerId: string; plan: ServicePlan; now: Instant },
): Promise<{ brought: number }> {
  const isThere = new Set((await yearsThatHold(tx)).map((row) => `${row.holiday_set} ${row.year}`));
  const before = isThere.size;
  for (const { set, year, days, source } of [...statedYears(from.plan), ...broughtYears(from.plan)]) {
    if (isThere.has(`${set} ${year}`)) continue;
    isThere.add(`${set} ${year}`);
    await storeNotice(tx, from.providerId, { at: from.now, set, year, off: days.off, makeUp: days.makeUp, source });
  }
  return { brought: isThere.size - before };
}

interface BroughtYear {
  set: string;
  year: number;
  days: Pick<HolidayYear, 'off' | 'makeUp'>;
  source: string | null;
}

function statedYears({ holidaySets, plan }: ServicePlan): BroughtYear[] {
  return Object.keys(holidaySets ?? {}).flatMap((set) =>
    [...holidayYears(holidaySets, set)].map(([year, days]) => ({ set, year, days, source: plan.id })),
  );
}

function broughtYears({ calendars, plan }: ServicePlan): BroughtYear[] {
  const sets = Object.values(calendars)
    .flatMap((calendar) => (calendar.kind === 'weekly' ? [calendar.holidays ?? []] : []))
    .flat();
  return [...new Set(sets)].flatMap((set) =>
    [...shippedYears(set)]
      .filter(([year]) => year >= Number(plan.effectiveFrom.slice(0, 4)))
      .map(([year, days]) => ({ set, year, days, source: days.publication ?? null })),
  );
}

/** The holiday table as it stands: of each year the newest notice; a year that was withdrawn is none. */
export async function yearsThatHold(tx: Transaction<Tables>) {
  const rows = await tx
    .selectFrom('pledge.holiday_year')
    .distinctOn(['holiday_set', 'year'])
    .select(['holiday_set', 'year', 'off', 'make_up', 'source', 'imported_at', 'withdrawn'])
    .orderBy('holiday_set')
    .orderBy('year')
    .orderBy('imported_at', 'desc')
    .execute();
  return rows.filter(({ withdrawn }) => !withdrawn);
}

/** The table as the checks of a plan ask for it: what stands in it, and of other years what comes in with a plan. */
export async function holidayTable(tx: Transaction<Tables>): Promise<HolidayTable> {
  return tableOf(await yearsThatHold(tx));
}

export function tableOf(rows: readonly { holiday_set: string; year: number; make_up: string[] }[]): HolidayTable {
  const shipped = shippedTable();
  const sets = new Set([...Object.keys(shipped), ...rows.map((row) => row.holiday_set)]);
  return Object.fromEntries(
    [...sets].map((set) => {
      const held = rows.filter((row) => row.holiday_set === set).map((row) => ({ year: row.year, makeUp: row.make_up }));
      const others = (shipped[set] ?? []).filter(({ year }) => !held.some((row) => row.year === year));
      return [set, [...others, ...held]];
    }),
  );
}

/** The notice of a year that holds; undefined where the table has none. */
export async function newestOf(
  tx: Transaction<Tables>,
  set: string,
  year: number,
): Promise<{ off: readonly string[]; makeUp: readonly string[] } | undefined> {
  const row = (await yearsThatHold(tx)).find((one) => one.holiday_set === set && one.year === year);
  return row && { off: row.off, makeUp: row.make_up };
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
      withdrawn: notice.withdrawn ?? false,
    })
    .execute();
}
