import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { dutiesByProject } from '../duties/duty-counts.store.ts';
import { factsUntil, since, type FiguresAsked } from './figures.store.ts';
import type { CommitmentAnswer } from './register.schema.ts';

/** Projects of an answer about one commitment. */
const PROJECTS_AT_MOST = 20;

/**
 * In which projects a commitment was counted, of requests and of dated duties: those with most breaches first, of equals where it was
 * broken last; then others, where less than all that are shown were broken. Of now the breaches alone are looked up among all projects,
 * and the rest of those that are shown.
 */
export async function ofProjects(
  tx: Transaction<Tables>,
  commitment: string,
  asked: FiguresAsked,
): Promise<CommitmentAnswer['projects']> {
  interface Named {
    readonly zh: string;
    readonly en?: string;
  }
  type Found = Omit<CommitmentAnswer['projects'][number], 'name' | 'customer'> & Readonly<Record<'name' | 'customer', Named>>;
  const { rows } = await sql<Found>`${counted(commitment, asked)},
    broken as (
      select project_id, sum(breached) as breached, max(month) as last from counted where breached > 0
      group by project_id order by breached desc, last desc, project_id limit ${PROJECTS_AT_MOST}),
    others as (
      select project.id as project_id from pledge.project project
      where project.provider_id = pledge.current_provider() and not exists (select 1 from broken where broken.project_id = project.id)
        and exists (select 1 from counted where counted.project_id = project.id and kept + passed > 0)
      order by project.id limit ${PROJECTS_AT_MOST} - (select count(*) from broken))
    select project.id, project.code, project.name, customer.name as customer, sums.*
    from (select * from broken union all select project_id, 0, null from others) shown
      join pledge.project project on project.provider_id = pledge.current_provider() and project.id = shown.project_id
      join pledge.customer customer on customer.provider_id = project.provider_id and customer.id = project.customer_id
      cross join lateral (
        select sum(kept)::int as kept, sum(counted.breached)::int as breached, sum(passed)::int as passed
        from counted where counted.project_id = shown.project_id) sums
    order by shown.breached desc, shown.last desc nulls last, project.id`.execute(tx);
  const inBoth = ({ zh, en = zh }: Named) => ({ zh, en });
  return rows.map((row) => ({ ...row, name: inBoth(row.name), customer: inBoth(row.customer) }));
}

/**
 * Begins a statement with `counted(project_id month kept breached passed)`. Of now these are the months that are kept counted, asked where
 * they are needed, and the few duties that nobody has counted yet; of an earlier instant the facts themselves.
 */
function counted(commitment: string, asked: FiguresAsked): RawBuilder<unknown> {
  const { projectIds, from, until } = asked;
  const theirs = sql`commitment = ${commitment} and ${since(from)}`;
  const judged = dutiesByProject(commitment, asked);
  if (until !== null) {
    const one = (what: string) => sql`(what = ${sql.lit(what)})::int as ${sql.ref(what)}`;
    return sql`${factsUntil(asked, until)}, counted as materialized (
      select project_id, month, ${one('kept')}, ${one('breached')}, ${one('passed')} from facts where ${theirs} union all ${judged})`;
  }
  const within = sql`provider_id = pledge.current_provider() and ${theirs}
    and ${projectIds === null ? sql`true` : sql`project_id = any (${[...projectIds]}::uuid[])`}`;
  return sql`with judged as materialized (${judged}), counted as not materialized (
    select project_id, month, kept, breached, passed from pledge.fulfilment_month where ${within}
    union all select project_id, month, kept, breached, 0 from pledge.duty_month where ${within}
    union all select * from judged)`;
}
