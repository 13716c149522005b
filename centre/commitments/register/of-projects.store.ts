import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { dutiesByProject } from '../duties/duty-counts.store.ts';
import { factsUntil, since, type FiguresAsked } from './figures.store.ts';
import type { CommitmentAnswer } from './register.schema.ts';

/** Projects of an answer about one commitment. */
const PROJECTS_AT_MOST = 20;

/** In which projects a commitment was counted, of requests and of dated duties, those with most breaches first. */
export async function ofProjects(
  tx: Transaction<Tables>,
  commitment: string,
  asked: FiguresAsked,
): Promise<CommitmentAnswer['projects']> {
  type Found = Omit<CommitmentAnswer['projects'][number], 'name'> & { readonly name: { zh: string; en?: string } };
  const { rows } = await sql<Found>`${asked.until === null ? sql`with` : sql`${factsUntil(asked, asked.until)},`} counted as (
      ${ofRequests(commitment, asked)} union all ${dutiesByProject(commitment, asked)}),
    worst as (
      select project_id, sum(kept)::int as kept, sum(breached)::int as breached, sum(passed)::int as passed
      from counted group by project_id having sum(kept + breached + passed) > 0
      order by breached desc, kept desc, project_id limit ${PROJECTS_AT_MOST})
    select project.id, project.name, worst.kept, worst.breached, worst.passed
    from worst join pledge.project project on project.provider_id = pledge.current_provider() and project.id = worst.project_id
    order by worst.breached desc, worst.kept desc, project.id`.execute(tx);
  return rows.map((row) => ({ ...row, name: { zh: row.name.zh, en: row.name.en ?? row.name.zh } }));
}

/** Of now the months that are kept counted; of an earlier instant the facts themselves. */
function ofRequests(commitment: string, { projectIds, from, until }: FiguresAsked): RawBuilder<unknown> {
  const theirs = sql`commitment = ${commitment} and ${since(from)}`;
  if (until !== null) {
    const one = (what: string) => sql`(what = ${sql.lit(what)})::int as ${sql.ref(what)}`;
    return sql`select project_id, ${one('kept')}, ${one('breached')}, ${one('passed')} from facts where ${theirs}`;
  }
  return sql`select project_id, kept, breached, passed from pledge.fulfilment_month
    where provider_id = pledge.current_provider() and ${theirs}
      and ${projectIds === null ? sql`true` : sql`project_id = any (${[...projectIds]}::uuid[])`}`;
}
