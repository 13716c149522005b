import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { COUNTS } from './facts.store.ts';

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
  readonly lastEventId: string;
}

export interface Figures {
  readonly months: readonly MonthFigure[];
  /** Clocks at risk now, by commitment. */
  readonly atRisk: ReadonlyMap<string, number>;
  /** When the register was counted the first time; null before. */
  readonly countedAt: number | null;
}

/** Of which projects figures are asked: null for all that the provider has. */
export interface FiguresAsked {
  readonly projectIds: readonly string[] | null;
  /** First month, `YYYY-MM-DD`; null for all there were. */
  readonly from: string | null;
}

/** Reads what is kept counted: of the whole house its own rows, of some projects the sums of theirs. */
export async function figuresOf(tx: Transaction<Tables>, asked: FiguresAsked): Promise<Figures> {
  const [months, risks, counted] = await Promise.all([
    asked.projectIds === null ? houseMonths(tx, asked) : projectMonths(tx, asked.projectIds, asked),
    sql<{ commitment: string; count: number }>`
      select commitment, count(*)::int as count from pledge.clock_at_risk, unnest(commitments) as commitment
      where ${asked.projectIds === null ? sql`true` : sql`project_id = any (${[...asked.projectIds]}::uuid[])`}
      group by commitment`.execute(tx),
    tx.selectFrom('pledge.register_count').select('counted_at').executeTakeFirst(),
  ]);
  return {
    months,
    atRisk: new Map(risks.rows.map(({ commitment, count }) => [commitment, count])),
    countedAt: counted?.counted_at ?? null,
  };
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

function since(from: string | null): RawBuilder<unknown> {
  return from === null ? sql`true` : sql`month >= ${from}::date`;
}
