import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { ALL_OBLIGATIONS } from '../register/facts.store.ts';
import { since, type FiguresAsked, type MonthFigure } from '../register/figures.store.ts';
import { within } from './duties.store.ts';

/** What is counted of duties, by the columns of their months. */
const SUMS = ['kept', 'breached', 'explained'] as const;

/** What duties say that were reported (`reported` is when) or came due: nobody keeps one afterwards; `explained` is when its cause was told. */
const told = sql`count(*) filter (where reported <= due_at)::int as kept,
  count(*) filter (where reported is null or reported > due_at)::int as breached, 
  count(*) filter (where explained is not null)::int as explained,
  max(coalesce(reported, due_at)) as last_at, (max(event_id::text) filter (where reported is not null))::uuid as last_event_id`;

/** When a duty was reported or came due: an index has those that nobody has counted by it, and another by that and when they warn. */
const TOLD_AT = sql`least(reported_at, due_at)`;
const SEEN_AT = sql`least(reported_at, warns_at, due_at)`;

/** Duties of those asked for of which such an instant has come: as of now those that nobody has counted, as of an earlier instant all. */
function open(asked: FiguresAsked, at: RawBuilder<unknown>, come: RawBuilder<unknown>): RawBuilder<unknown> {
  const columns = sql`project_id, commitments, due_month, due_at, event_id`;
  const theirs = sql`provider_id = pledge.current_provider() and ${within(asked)} and ${come} <= ${at}`;
  return asked.until === null
    ? sql`select ${columns}, reported_at as reported, explained_at as explained from pledge.duty where ${theirs} and counted_at is null and withdrawn_at is null`
    : sql`select ${columns}, case when reported_at <= ${at} then reported_at end as reported,
        case when explained_at <= ${at} then explained_at end as explained from pledge.duty
        where ${theirs} and (withdrawn_at is null or withdrawn_at > ${at})`;
}

/** The months of what was counted; none as of an earlier instant, which they know nothing of. */
function counted({ until, projectIds, from }: FiguresAsked): RawBuilder<unknown> {
  if (until !== null) return sql``;
  const columns = sql`commitment, month, ${sql.join(SUMS.map((sum) => sql.ref(sum)))}, last_at, last_event_id`;
  return projectIds === null
    ? sql`union all select ${columns} from pledge.duty_house_month where ${since(from)}`
    : sql`union all select ${columns} from pledge.duty_month where project_id = any (${[...projectIds]}::uuid[]) and ${since(from)}`;
}

/**
 * What duties say of commitments, by month, and how many are at risk: as known at an instant. Of now it is what was counted and the few
 * that were not, seen in one statement; of an earlier instant all are judged anew.
 */
export async function dutyFigures(
  tx: Transaction<Tables>,
  asked: FiguresAsked,
): Promise<{ months: MonthFigure[]; atRisk: ReadonlyMap<string, number> }> {
  const at = sql`${asked.until ?? formatInstant(asked.now as Instant)}::timestamptz`;
  const [months, risks] = await Promise.all([
    sql<MonthFigure>`
      with judged as (
        -- Those that serve the same are counted together first: there are few such groups among any number of duties.
        select commitments, due_month, ${told} from (${open(asked, at, TOLD_AT)}) duty
        where (reported is not null or due_at < ${at}) and ${asked.from === null ? sql`true` : sql`due_month >= ${asked.from}::date`}
        group by commitments, due_month
      ), summed as (
        select commitment, due_month as month, ${sql.join(SUMS.map((sum) => sql.ref(sum)))}, last_at, last_event_id
        from judged cross join unnest(commitments || ${ALL_OBLIGATIONS}::text) as commitment ${counted(asked)})
      select commitment, month::text as month, ${sql.join(SUMS.map((sum) => sql`sum(${sql.ref(sum)})::int as ${sql.ref(sum)}`))},
        0 as waived, 0 as passed, 0 as refused, max(last_at) as "lastAt", max(last_event_id::text) as "lastEventId"
      from summed group by commitment, month`.execute(tx),
    sql<{ commitment: string; count: number }>`
      select commitment, sum(count)::int as count from (
        -- offset 0: found by when they warn. Those that wait to come due are most of all.
        select commitments, count(*) as count from (${open(asked, at, SEEN_AT)} offset 0) duty
        where reported is null and due_at >= ${at} group by commitments) same
      cross join unnest(commitments) as commitment group by commitment`.execute(tx),
  ]);
  return { months: months.rows, atRisk: new Map(risks.rows.map(({ commitment, count }) => [commitment, count])) };
}

/**
 * What duties say of one commitment, rows `project_id month kept breached passed`, in the months that are asked for: as of now those that
 * nobody has counted, as of an earlier instant all.
 */
export function dutiesByProject(commitment: string, asked: FiguresAsked): RawBuilder<unknown> {
  const { from, until, now } = asked;
  const at = sql`${until ?? formatInstant(now as Instant)}::timestamptz`;
  return sql`select project_id, due_month as month, coalesce(reported <= due_at, false)::int as kept,
      coalesce(reported > due_at, true)::int as breached, 0 as passed
    from (${open(asked, at, TOLD_AT)}) duty where ${commitment} = any (commitments) and (reported is not null or due_at < ${at})
      and ${from === null ? sql`true` : sql`due_month >= ${from}::date`}`;
}

/** Counts duties that were reported or came due, and gives how many; whoever holds one of them leaves it to the next look. */
export async function countPortionOfDuties(tx: Transaction<Tables>, about: { readonly now: Instant; readonly portion: number }) {
  const at = sql`${formatInstant(about.now)}::timestamptz`;
  const { rows } = await sql<{ counted: number }>`
    with due as materialized (
      select id from pledge.duty where provider_id = pledge.current_provider() and counted_at is null and withdrawn_at is null
        and ${TOLD_AT} <= ${at} and (reported_at is not null or due_at < ${at})
      limit ${about.portion} for update skip locked
    ), taken as (
      update pledge.duty set counted_at = ${at} where provider_id = pledge.current_provider() and id in (select id from due)
      returning ${TAKEN}
    ), ${added(1)} select count(*)::int as counted from taken`.execute(tx);
  return rows[0]?.counted ?? 0;
}

/**
 * Takes those of these duties that were counted out of the sums again, for a report or a cause that changes what they say; they are judged at each
 * look until they are counted anew. Of the last instant nothing is taken back: the report is later.
 */
export async function takeBack(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await sql`
    with taken as (
      update pledge.duty set counted_at = null
      where provider_id = pledge.current_provider() and id = any (${[...ids]}::uuid[]) and counted_at is not null
      returning ${TAKEN}
    ), ${added(-1)} select 1`.execute(tx);
}

const TAKEN = sql`provider_id, customer_id, project_id, commitments, due_month as month, due_at, reported_at as reported,
  explained_at as explained, event_id`;

/**
 * Adds what the duties of `taken` say to the sums of projects and house, or takes it off: the rest of a `with`. Rows are locked in one
 * order, so that those who count and those who report wait for each other and never in a circle.
 */
function added(sign: 1 | -1): RawBuilder<unknown> {
  const figures = (sum: (name: string) => RawBuilder<unknown>) =>
    sql.join(SUMS.map((name) => sql`${sum(name)} as ${sql.ref(name)}`));
  const into = (table: string, key: readonly string[]) => {
    const keys = sql.join(key.map((column) => sql.ref(column)));
    return sql`insert into ${sql.table(table)} as known (${keys}, ${sql.join(SUMS.map((sum) => sql.ref(sum)))}, last_at, last_event_id)
      select ${keys}, ${figures((name) => sql`sum(${sql.ref(name)})`)}, max(last_at), max(last_event_id::text)::uuid from months
      group by ${keys} order by ${keys}
      on conflict (${sql.join(key.filter((column) => column !== 'customer_id').map((column) => sql.ref(column)))}) do update set
        ${sql.join(SUMS.map((sum) => sql`${sql.ref(sum)} = ${sql.ref(`known.${sum}`)} + ${sql.ref(`excluded.${sum}`)}`))},
        last_at = greatest(known.last_at, excluded.last_at), last_event_id = greatest(known.last_event_id, excluded.last_event_id)`;
  };
  return sql`said as (select provider_id, customer_id, project_id, month, commitment, ${told}
      from taken cross join unnest(commitments || ${ALL_OBLIGATIONS}::text) as commitment
      group by provider_id, customer_id, project_id, month, commitment),
    months as materialized (select provider_id, customer_id, project_id, month, commitment,
      ${figures((name) => sql`${sql.ref(name)} * ${sql.lit(sign)}`)}, last_at, last_event_id from said),
    of_projects as (${into('pledge.duty_month', ['provider_id', 'customer_id', 'project_id', 'commitment', 'month'])}),
    of_house as (${into('pledge.duty_house_month', ['provider_id', 'commitment', 'month'])})`;
}
