import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { PlanInReach } from './plans-in-reach.store.ts';

/** In how many projects a commitment is attested: the word holds, ends soon, or has ended. */
export interface Attested {
  readonly holding: number;
  readonly ending: number;
  readonly ended: number;
}

/** So many days before its end a word asks to be given again. */
const SOON_DAYS = 30;

export interface AttestationsAsked {
  /** Null for all that the provider has. */
  readonly projectIds: readonly string[] | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Those recorded before; null for all. */
  readonly until: string | null;
}

/** How the newest word of each project stands, by commitment. */
export async function attestedIn(tx: Transaction<Tables>, asked: AttestationsAsked): Promise<ReadonlyMap<string, Attested>> {
  const { rows } = await sql<Attested & { commitment: string }>`
    select commitment, count(*) filter (where holds_until >= ${asked.today}::date + ${SOON_DAYS}::int)::int as holding,
      count(*) filter (where holds_until >= ${asked.today}::date and holds_until < ${asked.today}::date + ${SOON_DAYS}::int)::int as ending,
      count(*) filter (where holds_until < ${asked.today}::date)::int as ended
    from (select distinct on (project_id, commitment) commitment, holds_until from pledge.attestation
      where provider_id = pledge.current_provider() and ${within(asked)}
        and ${asked.until === null ? sql`true` : sql`recorded_at < ${asked.until}::timestamptz`}
      order by project_id, commitment, recorded_at desc) newest
    group by commitment`.execute(tx);
  return new Map(rows.map(({ commitment, ...counts }) => [commitment, counts]));
}

export interface AttestationFound {
  readonly id: string;
  readonly eventId: string | null;
  readonly recordedAt: number;
  readonly by: string | null;
  readonly fileId: string;
  readonly fileName: string | null;
  readonly holdsUntil: string;
  readonly project: { readonly zh: string; readonly en?: string };
}

const SHOWN = 20;

/** The words given for one commitment, the newest first. */
export async function attestationsOf(
  tx: Transaction<Tables>,
  commitment: string,
  { projectIds, until }: Pick<AttestationsAsked, 'projectIds' | 'until'>,
): Promise<AttestationFound[]> {
  const { rows } = await sql<AttestationFound>`
    select told.id, event.id as "eventId", told.recorded_at as "recordedAt", person.name as by, told.file_id as "fileId", file.name as "fileName",
      told.holds_until as "holdsUntil", project.name as project
    from pledge.attestation told
      join pledge.project project on project.provider_id = told.provider_id and project.id = told.project_id
      left join pledge.person person on person.provider_id = told.provider_id and person.id = told.person_id
      left join pledge.file file on file.provider_id = told.provider_id and file.id = told.file_id
      left join pledge.event event on event.provider_id = told.provider_id and event.stream_kind = 'attestation' and event.stream_id = told.id and event.seq = 1
    where told.provider_id = pledge.current_provider() and told.commitment = ${commitment} and ${within({ projectIds }, 'told')}
      and ${until === null ? sql`true` : sql`told.recorded_at < ${until}::timestamptz`}
    order by told.recorded_at desc, told.id desc limit ${SHOWN}`.execute(tx);
  return rows;
}

/** The events by which plans became active, of the first few. */
export async function activationsOf(
  tx: Transaction<Tables>,
  plans: readonly PlanInReach[],
): Promise<{ plan: PlanInReach; eventId: string | null }[]> {
  const shown = plans.slice(0, SHOWN);
  if (shown.length === 0) return [];
  const events = await tx
    .selectFrom('pledge.event')
    .select(['id', 'stream_id'])
    .where('stream_kind', '=', 'servicePlan')
    .where(
      'stream_id',
      'in',
      shown.map(({ id }) => id),
    )
    .where('type', '=', 'planApplied')
    .execute();
  return shown.map((plan) => ({ plan, eventId: events.find(({ stream_id }) => stream_id === plan.id)?.id ?? null }));
}

function within({ projectIds }: Pick<AttestationsAsked, 'projectIds'>, table = 'attestation'): RawBuilder<unknown> {
  return projectIds === null ? sql`true` : sql`${sql.ref(`${table}.project_id`)} = any (${[...projectIds]}::uuid[])`;
}
