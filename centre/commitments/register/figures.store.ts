import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { attestedIn, type Attested } from './attestations.store.ts';
import { atRiskOf } from './at-risk.store.ts';
import { COUNTS, facts, sums } from './facts.store.ts';
import { parseInstant } from '#platform/time/instant.ts';

/** What was counted of one commitment in one month; instants are epoch milliseconds. */
export interface MonthFigure {
  readonly commitment: string;
  /** Its first day, `YYYY-MM-DD`. */
  readonly month: string;
  readonly kept: number;
  readonly breached: number;
  readonly waived: number;
  readonly passed: number;
  readonly refused: number;
  readonly explained: number;
  readonly lastAt: number;
  /** Null where it tells of what nobody did. */
  readonly lastEventId: string | null;
}

export interface Figures {
  readonly months: readonly MonthFigure[];
  /** Clocks at risk now, by commitment. */
  readonly atRisk: ReadonlyMap<string, number>;
  /** How people's words stand, by commitment. */
  readonly attested: ReadonlyMap<string, Attested>;
  /** When all of the register was counted; null before: until then the rest says too little. */
  readonly countedAt: number | null;
  /** How far it is being counted; null once it was. */
  readonly counting: Counting | null;
}

export interface Counting {
  /** Of the projects asked for, those whose requests have all been counted. */
  readonly projects: number;
  readonly ofProjects: number;
  /** Requests counted so far, of all projects of the provider. */
  readonly requests: number;
}

/** Of which projects figures are asked: null for all that the provider has. */
export interface FiguresAsked {
  readonly projectIds: readonly string[] | null;
  /** First month, `YYYY-MM-DD`; null for all there were. */
  readonly from: string | null;
  /** Local date, `YYYY-MM-DD`. */
  readonly today: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** An instant: only what was recorded before it counts; null for all. */
  readonly until: string | null;
}

/**
 * Reads what is kept counted: of the whole house its own rows, of some projects the sums of theirs. As of an earlier day the same is
 * counted from the events themselves, which takes as long as there are events.
 */
export async function figuresOf(tx: Transaction<Tables>, asked: FiguresAsked): Promise<Figures> {
  if (asked.until !== null) return figuresAsOf(tx, asked, asked.until);
  const [months, atRisk, attested, counted, counting] = await Promise.all([
    asked.projectIds === null ? houseMonths(tx, asked) : projectMonths(tx, asked.projectIds, asked),
    atRiskOf(tx, asked),
    attestedIn(tx, asked),
    tx.selectFrom('pledge.register_count').select('counted_at').executeTakeFirst(),
    countingOf(tx, asked.projectIds),
  ]);
  return {
    months,
    atRisk,
    attested,
    countedAt: counted?.counted_at ?? null,
    counting: counted === undefined ? counting : null,
  };
}

/** How many of the projects lie before the one that is being counted; none where nobody has begun. */
async function countingOf(tx: Transaction<Tables>, projectIds: readonly string[] | null): Promise<Counting> {
  const { rows } = await sql<Counting>`
    select count(*)::int as "ofProjects", coalesce(max(counting.requests), 0)::int as requests,
      count(*) filter (where counting.stage = 'projects' and project.id < counting.project_id)::int as projects
    from pledge.project project left join pledge.register_counting counting on counting.provider_id = project.provider_id
    where project.provider_id = pledge.current_provider()
      and ${projectIds === null ? sql`true` : sql`project.id = any (${[...projectIds]}::uuid[])`}`.execute(tx);
  return rows[0] ?? { projects: 0, ofProjects: 0, requests: 0 };
}

async function figuresAsOf(tx: Transaction<Tables>, asked: FiguresAsked, until: string): Promise<Figures> {
  const [months, atRisk, attested] = await Promise.all([
    sql<MonthFigure>`${factsUntil(asked, until)}
      select commitment, month, ${sums('lastAt', 'lastEventId')} from facts where ${since(asked.from)} group by commitment, month`.execute(
      tx,
    ),
    atRiskOf(tx, asked),
    attestedIn(tx, asked),
  ]);
  return {
    months: months.rows,
    atRisk,
    attested,
    countedAt: parseInstant(until) ?? null,
    counting: null,
  };
}

/** Begins a statement with the relation `facts`: what was recorded before an instant of the projects asked for. */
export function factsUntil(asked: FiguresAsked, until: string): RawBuilder<unknown> {
  const requests = requestsOf(asked);
  return sql`with moved as (
      select request_id, id as event_id from pledge.event
      where provider_id = pledge.current_provider() and request_id in (${requests}) and recorded_at < ${until}::timestamptz
      union all select request_id, id from pledge.step_refusal
      where provider_id = pledge.current_provider() and request_id in (${requests}) and first_at < ${until}::timestamptz
    ), facts as (${facts})`;
}

function requestsOf({ projectIds }: FiguresAsked): RawBuilder<unknown> {
  return sql`select id from pledge.service_request request where request.provider_id = pledge.current_provider()
    and ${projectIds === null ? sql`request.project_id is not null` : sql`request.project_id = any (${[...projectIds]}::uuid[])`}`;
}

async function houseMonths(tx: Transaction<Tables>, { from }: FiguresAsked): Promise<MonthFigure[]> {
  const { rows } = await sql<MonthFigure>`
    select commitment, month, ${sql.join(COUNTS.map((count) => sql.ref(count)))}, last_at as "lastAt", last_event_id as "lastEventId"
    from pledge.fulfilment_house_month where ${since(from)}`.execute(tx);
  return rows;
}

async function projectMonths(
  tx: Transaction<Tables>,
  projectIds: readonly string[],
  { from }: FiguresAsked,
): Promise<MonthFigure[]> {
  const { rows } = await sql<MonthFigure>`
    select commitment, month, ${sql.join(COUNTS.map((count) => sql`sum(${sql.ref(count)})::int as ${sql.ref(count)}`))},
      max(last_at) as "lastAt", (array_agg(last_event_id order by last_at desc, last_event_id desc))[1] as "lastEventId"
    from pledge.fulfilment_month where project_id = any (${[...projectIds]}::uuid[]) and ${since(from)}
    group by commitment, month`.execute(tx);
  return rows;
}

/** That a counted month lies within what is asked for. */
export function since(from: string | null): RawBuilder<unknown> {
  return from === null ? sql`true` : sql`month >= ${from}::date`;
}

/** The provider's own people, whom a measure can be given to. */
export async function staffNames(tx: Transaction<Tables>): Promise<{ id: string; name: string }[]> {
  const rows = await tx
    .selectFrom('pledge.person')
    .select(['id', 'name'])
    .where('customer_id', 'is', null)
    .where('is_program', '=', false)
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .execute();
  return rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]));
}
