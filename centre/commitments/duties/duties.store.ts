import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import type { FiguresAsked } from '../register/figures.store.ts';
import type { Duty } from './duty-terms.rules.ts';

/** A project whose duties are to be written: its plan in force, and since when they count. */
export interface CourseDue {
  readonly projectId: string;
  readonly customerId: string;
  readonly planId: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** What it runs, each once: the models of its assets, or their names. */
  readonly products: readonly string[];
}

export interface CoursesAsked {
  /** One project alone; all without it. */
  readonly projectId?: string;
  readonly passOver?: readonly string[];
  readonly limit: number;
}

/** Projects whose plan is not the one that their duties were written by, or whose time to be looked at has come. */
export async function coursesDue(
  tx: Transaction<Tables>,
  now: Instant,
  { projectId, passOver = [], limit }: CoursesAsked,
): Promise<CourseDue[]> {
  const { rows } = await sql<CourseDue>`
    select plan.project_id as "projectId", plan.customer_id as "customerId", plan.id as "planId",
      greatest(plan.applied_at, coalesce(course.since, plan.applied_at)) as since,
      array(select distinct coalesce(asset.model, asset.name) as product from pledge.asset asset
        where asset.provider_id = plan.provider_id and asset.project_id = plan.project_id order by product) as products
    from pledge.service_plan plan
      left join pledge.duty_course course on course.provider_id = plan.provider_id and course.project_id = plan.project_id
    where plan.provider_id = pledge.current_provider() and plan.status = 'active'
      and (course.plan_id is distinct from plan.id or course.next_at <= ${formatInstant(now)}::timestamptz)
      and ${projectId === undefined ? sql`true` : sql`plan.project_id = ${projectId}::uuid`}
      and plan.project_id <> all (${[...passOver]}::uuid[])
    order by plan.project_id limit ${limit}`.execute(tx);
  return rows;
}

/** Writes the duties of one project: what came due or was counted stands, what has not is as the plan in force has it. */
export async function writeDuties(
  tx: Transaction<Tables>,
  course: CourseDue,
  about: { readonly duties: readonly Duty[]; readonly providerId: string; readonly now: Instant; readonly nextAt: number },
): Promise<void> {
  const { duties, providerId, now } = about;
  const at = formatInstant(now);
  for (const duty of duties) {
    const terms = {
      plan_id: course.planId,
      opens_at: formatInstant(duty.opensAt as Instant),
      warns_at: formatInstant(duty.warnsAt as Instant),
      due_at: formatInstant(duty.dueAt as Instant),
      due_month: duty.month,
      commitments: [...duty.commitments],
      withdrawn_at: null,
    };
    await tx
      .insertInto('pledge.duty')
      .values({
        provider_id: providerId,
        id: uuidv7(now),
        customer_id: course.customerId,
        project_id: course.projectId,
        work: duty.work,
        due_on: duty.on,
        site: duty.site,
        product: duty.product,
        ...terms,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'project_id', 'work', 'due_on', 'site', 'product'])
          .doUpdateSet(terms)
          .where(sql<boolean>`duty.reported_at is null and duty.counted_at is null and duty.due_at > ${at}::timestamptz`),
      )
      .execute();
  }
  const column = (of: (duty: Duty) => string | null) => duties.map(of);
  await sql`update pledge.duty set withdrawn_at = ${at}::timestamptz
    where provider_id = pledge.current_provider() and project_id = ${course.projectId} and reported_at is null and counted_at is null
      and withdrawn_at is null and due_at > ${at}::timestamptz and not exists (
        select from unnest(${column(({ work }) => work)}::text[], ${column(({ on }) => on)}::date[], ${column(({ site }) => site)}::text[],
          ${column(({ product }) => product)}::text[]) as owed (work, due_on, site, product)
        where owed.work = duty.work and owed.due_on = duty.due_on and owed.site is not distinct from duty.site
          and owed.product is not distinct from duty.product)`.execute(tx);
  const seen = { plan_id: course.planId, next_at: formatInstant(about.nextAt as Instant) };
  await tx
    .insertInto('pledge.duty_course')
    .values({
      provider_id: providerId,
      project_id: course.projectId,
      customer_id: course.customerId,
      since: formatInstant(course.since as Instant),
      ...seen,
    })
    .onConflict((conflict) => conflict.columns(['provider_id', 'project_id']).doUpdateSet(seen))
    .execute();
}

/** That a duty is of the projects that are asked for. */
export function within({ projectIds }: Pick<FiguresAsked, 'projectIds'>): RawBuilder<unknown> {
  return projectIds === null ? sql`true` : sql`duty.project_id = any (${[...projectIds]}::uuid[])`;
}
