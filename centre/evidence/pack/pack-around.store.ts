import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { EVENT, type PackedEvent, type PackScope } from './pack.store.ts';

/** The first and the last day of a scope. */
function daysOf({ from, to }: PackScope): { first: RawBuilder<unknown>; last: RawBuilder<unknown> } {
  return { first: sql`coalesce(${from}::date, '-infinity')`, last: sql`coalesce(${to}::date, 'infinity')` };
}

function ofProject(table: string, { projectId }: PackScope): RawBuilder<unknown> {
  return sql`${sql.ref(`${table}.provider_id`)} = pledge.current_provider() and (${projectId}::uuid is null or ${sql.ref(`${table}.project_id`)} = ${projectId}::uuid)`;
}

/** Words that hold on a day of the period; and of those that ended before, the last, for it was broken since. */
function wordsIn(scope: PackScope): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  return sql`select word.id from pledge.attestation word where ${ofProject('word', scope)} and word.attested_on <= ${last}
    and (word.holds_until >= ${first} or not exists (select from pledge.attestation later where later.provider_id = word.provider_id
      and later.project_id = word.project_id and later.commitment = word.commitment and later.recorded_at > word.recorded_at
      and later.attested_on <= ${last}))`;
}

/** Duties that were due or done in the period, and those that were reported together with one of them: asked of `duty`. */
function isOfDuties(scope: PackScope): RawBuilder<boolean> {
  const { first, last } = daysOf(scope);
  const theirs = sql`pledge.duty own where ${ofProject('own', scope)} and own.withdrawn_at is null
    and (own.due_on between ${first} and ${last} or own.done_on between ${first} and ${last})`;
  return sql<boolean>`duty.provider_id = pledge.current_provider() and duty.withdrawn_at is null
    and (duty.id in (select own.id from ${theirs}) or duty.event_id in (select own.event_id from ${theirs}))`;
}

/**
 * What was promised and approved, attested and reported of dated work, what was erased, and which key signs: events that belong to no
 * request. What was attested for a day of the period, and what was due or done in it, with all that was told of it; the rest whenever it was,
 * for the period rests on it.
 */
export async function eventsAround(tx: Transaction<Tables>, scope: PackScope): Promise<PackedEvent[]> {
  const { projectId } = scope;
  const { rows } = await sql<PackedEvent>`
    select ${EVENT} from pledge.event event
    where event.request_id is null and case
      when event.stream_kind in ('servicePlan', 'planApproval', 'contact')
        then ${projectId}::uuid is null or event.customer_id = (select customer_id from pledge.project where id = ${projectId}::uuid)
      when event.stream_kind = 'attestation' then event.stream_id in (${wordsIn(scope)})
      when event.stream_kind = 'duty' then event.stream_id in (select duty.id from pledge.duty duty where ${isOfDuties(scope)})
      else event.stream_kind = 'sealingKey' end
    order by event.stream_kind, event.stream_id, event.seq`.execute(tx);
  return rows;
}

/** A duty that was reported or came due; instants are epoch milliseconds. */
export interface PackedDuty {
  readonly id: string;
  readonly project_id: string;
  readonly plan_id: string;
  readonly work: string;
  readonly due_on: string;
  readonly due_at: number;
  readonly site: string | null;
  readonly product: string | null;
  readonly commitments: readonly string[];
  /** Of its report; null where nobody has reported it. */
  readonly event_id: string | null;
}

/** The next duties of a pack that were reported or came due by an instant, by id. */
export async function dutiesOfPack(
  tx: Transaction<Tables>,
  scope: PackScope,
  page: { readonly now: Instant; readonly after: string; readonly limit: number },
): Promise<PackedDuty[]> {
  const { rows } = await sql<PackedDuty>`
    select duty.id, duty.project_id, duty.plan_id, duty.work, duty.due_on::text as due_on, duty.due_at, duty.site, duty.product,
      duty.commitments, duty.event_id
    from pledge.duty duty
    where ${isOfDuties(scope)} and duty.id > ${page.after}::uuid
      and (duty.reported_at is not null or duty.due_at < ${formatInstant(page.now)}::timestamptz)
    order by duty.id limit ${page.limit}`.execute(tx);
  return rows;
}
