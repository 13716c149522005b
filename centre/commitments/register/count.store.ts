import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { atRisk, COUNTS, facts, sums } from './facts.store.ts';

/** Marks that are counted together. */
const AT_ONCE = 500;

/** Takes the register of the scope's provider to be counted here and nowhere else; `counted` is false before it was counted the first time. */
export async function takeRegister(tx: Transaction<Tables>): Promise<{ counted: boolean } | null> {
  const { rows } = await sql<{ counted: boolean; taken: boolean }>`
    select exists (select 1 from pledge.register_count) as counted,
      pg_try_advisory_xact_lock(hashtextextended('register ' || pledge.current_provider()::text, 0)) as taken`.execute(tx);
  const [row] = rows;
  return row?.taken === true ? { counted: row.counted } : null;
}

/**
 * Counts what was marked since the last time into the months of its projects and of the house, and tells anew which clocks of the requests
 * are at risk. Gives how many marks it took, and of which requests. A request that has no project yet keeps its marks.
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
  const requests = [...new Set(rows.map((row) => row.request_id))];
  if (requests.length > 0) await tellAtRisk(tx, requests);
  return { marks: rows.length, requests };
}

/** Counts everything there is, in one statement that sees one moment; what is marked by then is part of it. */
export async function countAnew(tx: Transaction<Tables>, now: Instant): Promise<void> {
  for (const table of ['pledge.fulfilment_month', 'pledge.fulfilment_house_month', 'pledge.clock_at_risk'] as const)
    await tx.deleteFrom(table).execute();
  await sql`
    with taken as (
      delete from pledge.fulfilment_mark where provider_id = pledge.current_provider() and request_id in (
        select id from pledge.service_request where provider_id = pledge.current_provider() and project_id is not null)
    ), moved as (
      select request_id, id as event_id from pledge.event where provider_id = pledge.current_provider() and request_id is not null
      union all select request_id, id from pledge.step_refusal where provider_id = pledge.current_provider()
    ), ${counting}
    select 1`.execute(tx);
  await sql`insert into pledge.clock_at_risk ${atRisk(sql`true`)}`.execute(tx);
  await tx
    .insertInto('pledge.register_count')
    .values({ provider_id: sql<string>`pledge.current_provider()`, counted_at: formatInstant(now) })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet({ counted_at: formatInstant(now) }))
    .execute();
}

async function tellAtRisk(tx: Transaction<Tables>, requests: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('pledge.clock_at_risk')
    .where('request_id', 'in', [...requests])
    .execute();
  await sql`insert into pledge.clock_at_risk ${atRisk(sql`warning.request_id = any (${[...requests]}::uuid[])`)}`.execute(tx);
}

const keys = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.ref(column)));

function added(table: string, key: readonly string[]): RawBuilder<unknown> {
  const columns = [...key, ...COUNTS, 'last_at', 'last_event_id'];
  const conflict = key.filter((column) => column !== 'customer_id');
  return sql`insert into ${sql.table(table)} as known (${keys(columns)})
    select ${keys(key)}, ${sums()} from facts group by ${keys(key)}
    on conflict (${keys(conflict)}) do update set ${sql.join(
      COUNTS.map((count) => sql`${sql.ref(count)} = ${sql.ref(`known.${count}`)} + ${sql.ref(`excluded.${count}`)}`),
    )}, last_at = greatest(known.last_at, excluded.last_at),
      last_event_id = case when (excluded.last_at, excluded.last_event_id) > (known.last_at, known.last_event_id)
        then excluded.last_event_id else known.last_event_id end`;
}

/** Adds the facts of `moved` to both tables: the rest of a `with`. */
const counting = sql`facts as materialized (${facts}),
  of_projects as (${added('pledge.fulfilment_month', ['provider_id', 'customer_id', 'project_id', 'commitment', 'month'])}),
  of_house as (${added('pledge.fulfilment_house_month', ['provider_id', 'commitment', 'month'])})`;
