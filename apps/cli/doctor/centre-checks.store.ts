import { sql, type Transaction } from 'kysely';
import { checkHolidays } from '#centre/plan/date-checks.rules.ts';
import { activePlans, yearsThatHold } from '#centre/plan/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import type { Instant } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/local.ts';
import { well, wrong, type Finding } from './finding.ts';

/** Clocks are looked at every half second, the outbox too: what is later than this has been forgotten. */
const FORGOTTEN_AFTER = '2 minutes';
const PAGE = 1_000;

/** Warnings and breaches that have come and that nobody wrote down. */
export async function checkClocksWatched(tx: Transaction<Tables>): Promise<Finding[]> {
  const found = await late(tx, sql`pledge.clock where next_at`);
  return found === null ? [] : [wrong('workerLate', found)];
}

export async function checkOutbox(tx: Transaction<Tables>): Promise<Finding[]> {
  const stuck = await late(tx, sql`pledge.outbox where delivered_at is null and next_at`);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pledge.outbox
    where delivered_at is null and next_at is null and last_error is not null`.execute(tx);
  const givenUp = rows[0]?.count ?? 0;
  const found = [
    ...(stuck === null ? [] : [wrong('outboxStuck', stuck)]),
    ...(givenUp === 0 ? [] : [wrong('outboxGivenUp', { count: givenUp })]),
  ];
  return found.length === 0 ? [well('outboxWell')] : found;
}

async function late(tx: Transaction<Tables>, from: ReturnType<typeof sql>): Promise<{ count: number; minutes: number } | null> {
  const { rows } = await sql<{ count: number; minutes: number | null }>`select count(*)::int as count,
      floor(extract(epoch from now() - min(next_at)) / 60)::int as minutes
    from ${from} <= now() - ${sql.lit(FORGOTTEN_AFTER)}::interval`.execute(tx);
  const row = rows[0];
  return row === undefined || row.count === 0 ? null : { count: row.count, minutes: row.minutes ?? 0 };
}

/** That the bytes of every file are there; a backup looks whether they are what they were. */
export async function checkFiles(tx: Transaction<Tables>, files: FileStore): Promise<Finding> {
  let [count, lost, first, after] = [0, 0, '', ''];
  for (;;) {
    const page = await tx
      .selectFrom('pledge.file')
      .select('digest')
      .distinct()
      .where('digest', '>', after)
      .orderBy('digest')
      .limit(PAGE)
      .execute();
    for (const { digest } of page) {
      count += 1;
      if (await files.has(digest)) continue;
      lost += 1;
      first ||= digest;
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.digest;
  }
  return lost === 0 ? well('filesWell', { count }) : wrong('filesLost', { count, lost, digest: first });
}

export async function checkHolidayYears(tx: Transaction<Tables>, now: Instant): Promise<Finding[]> {
  const stored = await yearsThatHold(tx);
  const table = Object.fromEntries(
    [...Map.groupBy(stored, (row) => row.holiday_set)].map(([set, rows]) => [
      set,
      rows.map(({ year, make_up: makeUp }) => ({ year, makeUp })),
    ]),
  );
  const plans = await activePlans(tx);
  const missing = plans.flatMap(({ plan }) =>
    checkHolidays(plan, { today: dateIn(plan.plan.timezone, now), table }).map(({ details }) =>
      wrong('holidaysMissing', { plan: plan.plan.id, calendar: details?.['calendar'] ?? '', year: details?.['year'] ?? '' }),
    ),
  );
  return missing.length > 0 || plans.length === 0 ? missing : [well('holidaysWell')];
}
