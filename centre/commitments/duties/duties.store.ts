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
}

/** Projects whose plan is not the one that their duties were written by, or whose time to be looked at has come. */
export async function coursesDue(tx: Transaction<Tables>, now: Instant, limit: number): Promise<CourseDue[]> {
  const { rows } = await sql<CourseDue>`
    select plan.project_id as "projectId", plan.customer_id as "customerId", plan.id as "planId",
      greatest(plan.applied_at, coalesce(course.since, plan.applied_at)) as since
    from pledge.service_plan plan
      left join pledge.duty_course course on course.provider_id = plan.provider_id and course.project_id = plan.project_id
    where plan.provider_id = pledge.current_provider() and plan.status = 'active'
      and (course.plan_id is distinct from plan.id or course.next_at <= ${formatInstant(now)}::timestamptz)
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
        ...terms,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['provider_id', 'project_id', 'work', 'due_on'])
          .doUpdateSet(terms)
          .where(sql<boolean>`duty.reported_at is null and duty.counted_at is null and duty.due_at > ${at}::timestamptz`),
      )
      .execute();
  }
  await sql`update pledge.duty set withdrawn_at = ${at}::timestamptz
    where provider_id = pledge.current_provider() and project_id = ${course.projectId} and reported_at is null and counted_at is null
      and withdrawn_at is null and due_at > ${at}::timestamptz and (work || ' ' || due_on::text) <> all (${duties.map(({ work, on }) => `${work} ${on}`)}::text[])`.execute(
    tx,
  );
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

/** A duty as it is listed; instants are epoch milliseconds. */
export interface DutyFound {
  readonly id: string;
  readonly projectId: string;
  readonly projectName: { readonly zh: string; readonly en?: string };
  readonly planId: string;
  readonly work: string;
  readonly dueOn: string;
  readonly opensAt: number;
  readonly warnsAt: number;
  readonly dueAt: number;
  readonly reportedAt: number | null;
  readonly doneOn: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly eventId: string | null;
}

const SHOWN = 40;

/** The duties of a commitment, the latest due first. */
export async function dutiesFor(
  tx: Transaction<Tables>,
  commitment: string,
  asked: Pick<FiguresAsked, 'projectIds'>,
): Promise<DutyFound[]> {
  const { rows } = await sql<DutyFound>`
    select duty.id, duty.project_id as "projectId", project.name as "projectName", duty.plan_id as "planId", duty.work, duty.due_on::text as "dueOn",
      duty.opens_at as "opensAt", duty.warns_at as "warnsAt", duty.due_at as "dueAt", duty.reported_at as "reportedAt", duty.done_on::text as "doneOn",
      person.name as by, note.text as note, duty.file_id as "fileId", file.name as "fileName", duty.event_id as "eventId"
    from pledge.duty duty
      join pledge.project project on project.provider_id = duty.provider_id and project.id = duty.project_id
      left join pledge.person person on person.provider_id = duty.provider_id and person.id = duty.person_id
      left join pledge.file file on file.provider_id = duty.provider_id and file.id = duty.file_id
      left join pledge.event_text note on note.provider_id = duty.provider_id and note.event_id = duty.event_id and note.field = 'note'
    where duty.provider_id = pledge.current_provider() and ${commitment} = any (duty.commitments) and duty.withdrawn_at is null and ${within(asked)}
    order by duty.due_at desc, duty.id limit ${SHOWN}`.execute(tx);
  return rows;
}
