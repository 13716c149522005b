import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { Distribution, QuantityOfMonth, TimesOfMonth } from './figure.rules.ts';
import { monthsIn } from './periods.rules.ts';

export interface MonthsAsked {
  /** Null for all projects that the provider has. */
  readonly projectIds: readonly string[] | null;
  /** First day of the first month, and of the one after the last. */
  readonly from: string;
  readonly to: string;
  /** As it stood then, told from the facts themselves; null for now. */
  readonly until: Instant | null;
}

export interface TimesAsked extends MonthsAsked {
  /** Which times. */
  readonly quantity: 'responses' | 'restorations';
  /** Seconds that a time may take; what waits still is as old as it is now. */
  readonly limit: number;
  readonly now: Instant;
}

/**
 * How many of each quantity, month by month: kept counted, of the house its own rows, of some projects the sums of theirs. As of an
 * earlier day they are counted from the facts, which takes as long as there are facts.
 */
export async function quantitiesIn(tx: Transaction<Tables>, asked: MonthsAsked): Promise<QuantityOfMonth[]> {
  const { projectIds, from, to, until } = asked;
  const within = sql`provider_id = pledge.current_provider() and month >= ${from}::date and month < ${to}::date`;
  const ofThem = projectIds === null ? sql`true` : sql`project_id = any (${[...projectIds]}::uuid[])`;
  const grouped = sql`where ${within} and ${ofThem} group by quantity, month, detail`;
  const { rows } = await (
    until !== null
      ? sql<QuantityOfMonth>`select quantity, month, detail, count(*)::int as count from ${factsAt(until)} fact ${grouped}`
      : projectIds === null
        ? sql<QuantityOfMonth>`select quantity, month, detail, count from pledge.quality_house_month where ${within}`
        : sql<QuantityOfMonth>`select quantity, month, detail, sum(count)::int as count from pledge.quality_month ${grouped}`
  ).execute(tx);
  return rows;
}

/** The facts, or those there were at an instant: what was answered later was waited for then. */
function factsAt(until: Instant | null): RawBuilder<unknown> {
  if (until === null) return sql`pledge.quality_fact`;
  const then = sql`${formatInstant(until)}::timestamptz`;
  const isLater = sql`seconds is not null and at + seconds * interval '1 second' >= ${then}`;
  return sql`(select provider_id, project_id, quantity, month, at, case when ${isLater} then 'open' else detail end as detail,
      case when ${isLater} then null else seconds end as seconds
    from pledge.quality_fact where provider_id = pledge.current_provider() and at < ${then})`;
}

/** The first month of which anything is counted; null before there is any. */
export async function firstMonth(tx: Transaction<Tables>): Promise<string | null> {
  const { rows } = await sql<{ month: string | null }>`
    select min(month) as month from pledge.quality_month where provider_id = pledge.current_provider()`.execute(tx);
  return rows[0]?.month ?? null;
}

const ofProjects = (projectIds: readonly string[] | null): RawBuilder<unknown> =>
  projectIds === null ? sql`true` : sql`fact.project_id = any (${[...projectIds]}::uuid[])`;

const timed = ({ quantity, projectIds }: TimesAsked): RawBuilder<unknown> =>
  sql`fact.provider_id = pledge.current_provider() and fact.quantity = ${quantity} and ${ofProjects(projectIds)}`;

const waited = (now: Instant): RawBuilder<unknown> =>
  sql`greatest(0, extract(epoch from ${formatInstant(now)}::timestamptz - fact.at))::bigint`;

/** The longest time of each month and how many are over the limit, by the ends of an index: a month's other times are not read. */
export async function timesIn(tx: Transaction<Tables>, asked: TimesAsked): Promise<TimesOfMonth[]> {
  const { limit, now } = asked;
  const waits = waited(now);
  const from = sql`${factsAt(asked.until)} fact`;
  const ofMonth = sql`${timed(asked)} and fact.month = asked.month`;
  const { rows } = await sql<TimesOfMonth>`
    select asked.month, greatest(ended.seconds, waiting.longest) as longest, (late.count + waiting.over)::int as over,
      late.unanswered::int as "overUnanswered"
    from unnest(${monthsIn(asked)}::date[]) as asked(month)
      left join lateral (
        select fact.seconds from ${from}
        where ${ofMonth} and fact.seconds is not null and (fact.detail = 'answered' or fact.seconds > ${limit})
        order by fact.seconds desc limit 1) ended on true
      cross join lateral (
        select count(*) as count, count(*) filter (where fact.detail = 'unanswered') as unanswered from ${from}
        where ${ofMonth} and fact.seconds > ${limit}) late
      cross join lateral (
        select max(${waits}) as longest, count(*) filter (where ${waits} > ${limit}) as over from ${from}
        where ${ofMonth} and fact.seconds is null) waiting`.execute(tx);
  return rows;
}

/** Figures over all times of a period: they read each of them once, out of an index. */
export async function distributionIn(tx: Transaction<Tables>, asked: TimesAsked): Promise<Distribution> {
  const { rows } = await sql<Distribution>`
    select max(seconds) as maximum, min(seconds) as minimum, round(avg(seconds))::bigint as average,
      percentile_disc(0.5) within group (order by seconds) as median, percentile_disc(0.95) within group (order by seconds) as p95
    from (
      select coalesce(fact.seconds, ${waited(asked.now)}) as seconds from ${factsAt(asked.until)} fact
      where ${timed(asked)} and fact.month >= ${asked.from}::date and fact.month < ${asked.to}::date
        and (fact.detail <> 'unanswered' or fact.seconds > ${asked.limit})
    ) of_period`.execute(tx);
  return rows[0] ?? { maximum: null, minimum: null, average: null, median: null, p95: null };
}

/** When the provider's figures were counted the first time, epoch milliseconds; null before. They are kept with the register. */
export async function countedSince(tx: Transaction<Tables>): Promise<number | null> {
  const row = await tx.selectFrom('pledge.register_count').select('counted_at').executeTakeFirst();
  return row?.counted_at ?? null;
}
