import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { COUNTS, facts, sums } from './facts.store.ts';

/** Marks that are counted together. */
const AT_ONCE = 500;

/** Takes the register of the scope's provider to be counted here and nowhere else; `counted` is false before all of it was counted. */
export async function takeRegister(tx: Transaction<Tables>): Promise<{ counted: boolean } | null> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('register ' || pledge.current_provider()::text, 0)) as taken`.execute(tx);
  if (rows[0]?.taken !== true) return null;
  // Asked by a statement of its own: whoever held it until now may have written the row.
  const counted = await tx.selectFrom('pledge.register_count').select('counted_at').executeTakeFirst();
  return { counted: counted !== undefined };
}

/**
 * Counts what was marked since the last time into the months of its projects and of the house. Gives how many marks it took, and of which
 * requests. A request that has no project yet keeps its marks.
 */
export async function countMarked(tx: Transaction<Tables>): Promise<{ marks: number; requests: readonly string[] }> {
  const { rows } = await sql<{ request_id: string }>`
    with taken as (
      delete from pledge.fulfilment_mark where provider_id = pledge.current_provider() and seq in (
        select mark.seq from pledge.fulfilment_mark mark
          join pledge.service_request request on request.provider_id = mark.provider_id and request.id = mark.request_id
        where request.project_id is not null order by mark.seq limit ${AT_ONCE})
      returning request_id, event_ids
    ), moved as (select request_id, unnest(event_ids) as event_id from taken), ${counting}
    select request_id from taken`.execute(tx);
  return { marks: rows.length, requests: [...new Set(rows.map((row) => row.request_id))] };
}

const keys = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.ref(column)));

function added(table: string, key: readonly string[], groups: RawBuilder<unknown>): RawBuilder<unknown> {
  const columns = [...key, ...COUNTS, 'last_at', 'last_event_id'];
  const conflict = key.filter((column) => column !== 'customer_id');
  return sql`insert into ${sql.table(table)} as known (${keys(columns)}) ${groups}
    on conflict (${keys(conflict)}) do update set ${sql.join(
      COUNTS.map((count) => sql`${sql.ref(count)} = ${sql.ref(`known.${count}`)} + ${sql.ref(`excluded.${count}`)}`),
    )}, last_at = greatest(known.last_at, excluded.last_at),
      last_event_id = case when (excluded.last_at, excluded.last_event_id) > (known.last_at, known.last_event_id)
        then excluded.last_event_id else known.last_event_id end`;
}

const OF_PROJECT = ['provider_id', 'customer_id', 'project_id', 'commitment', 'month'];
const OF_HOUSE = ['provider_id', 'commitment', 'month'];

/** Adds the facts of `moved` to both tables: the rest of a `with`. The house's are the sums of the projects'. */
export const counting = sql`facts as (${facts}),
  months as materialized (select ${keys(OF_PROJECT)}, ${sums()} from facts group by ${keys(OF_PROJECT)}),
  of_projects as (${added('pledge.fulfilment_month', OF_PROJECT, sql`select * from months`)}),
  of_house as (${added(
    'pledge.fulfilment_house_month',
    OF_HOUSE,
    sql`select ${keys(OF_HOUSE)}, ${sql.join(COUNTS.map((count) => sql`sum(${sql.ref(count)})`))}, max(last_at),
      (array_agg(last_event_id order by last_at desc, last_event_id desc))[1] from months group by ${keys(OF_HOUSE)}`,
  )})`;
