import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';

/** What a pack is of: the requests of a project, or all of the provider, received from one day to another, both included, in the zone of their plan. */
export interface PackScope {
  readonly projectId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface PackedRequest {
  readonly id: string;
  readonly number: string;
  readonly kind: string | null;
  readonly state: string;
  readonly project_id: string | null;
  readonly plan_id: string | null;
  readonly received_at: number;
  readonly closed_at: number | null;
}

/** The next requests of a pack, by id. */
export async function requestsOfPack(
  tx: Transaction<Tables>,
  { projectId, from, to }: PackScope,
  page: { readonly after: string; readonly limit: number },
): Promise<PackedRequest[]> {
  const { rows } = await sql<PackedRequest>`
    with zone as materialized (select id, document->'plan'->>'timezone' as name from pledge.service_plan)
    select r.id, r.number, r.kind, r.state, r.project_id, r.plan_id, r.received_at, r.closed_at
    from pledge.service_request r left join zone on zone.id = r.plan_id
    where r.id > ${page.after}::uuid and (${projectId}::uuid is null or r.project_id = ${projectId}::uuid)
      and (${from}::date is null or (r.received_at at time zone coalesce(zone.name, 'UTC'))::date >= ${from}::date)
      and (${to}::date is null or (r.received_at at time zone coalesce(zone.name, 'UTC'))::date <= ${to}::date)
    order by r.id limit ${page.limit}`.execute(tx);
  return rows;
}

export type PackedEvent = StoredEvent & { readonly era: number; readonly xid: string };

/** An event as it is packed. */
export const EVENT = sql`${sql.join(STORED_EVENT_COLUMNS.map((column) => sql.ref(`event.${column}`)))}, event.era, event.xid::text as xid`;

/** All events of requests and of what hangs on them: whole streams. */
export async function eventsOfRequests(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<PackedEvent[]> {
  const { rows } = await sql<PackedEvent>`
    select ${EVENT} from pledge.event event where event.request_id = any(${[...requestIds]}::uuid[])
    order by event.stream_kind, event.stream_id, event.seq`.execute(tx);
  return rows;
}

export interface PackedText {
  readonly event_id: string;
  readonly field: string;
  /** Lower-case hexadecimal; null once erased, like the text. */
  readonly salt: string | null;
  readonly text: string | null;
  readonly erased_at: number | null;
  readonly erased_under: string | null;
}

export async function textsOfEvents(tx: Transaction<Tables>, eventIds: readonly string[]): Promise<PackedText[]> {
  const { rows } = await sql<PackedText>`
    select event_id, field, encode(salt, 'hex') as salt, text, erased_at, erased_under from pledge.event_text
    where event_id = any(${[...eventIds]}::uuid[]) order by event_id, field`.execute(tx);
  return rows;
}

export interface PackedOutcome {
  readonly request_id: string;
  readonly clock: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly cycle: number;
  readonly verdict: string;
  readonly at: number;
  readonly due_at: number | null;
  readonly limit_text: string | null;
  /** By which event a clock was called off. */
  readonly cause: string | null;
  readonly commitments: readonly string[];
  readonly event_id: string;
}

export async function outcomesOfRequests(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<PackedOutcome[]> {
  const { rows } = await sql<PackedOutcome>`
    select request_id, clock, subject_kind, subject_id, cycle, verdict, at, due_at, limit_text, cause, commitments, event_id from pledge.clock_outcome
    where request_id = any(${[...requestIds]}::uuid[]) order by request_id, subject_kind, subject_id, clock, cycle, at, verdict`.execute(
    tx,
  );
  return rows;
}

export interface PackedPlan {
  readonly id: string;
  readonly code: string;
  readonly revision: number;
  readonly source: string;
  readonly digest: string;
  readonly projectId: string;
  readonly timezone: string;
}

/** All versions, in the order in which they were applied. */
export async function plansOfPack(tx: Transaction<Tables>, projectId: string | null): Promise<PackedPlan[]> {
  const { rows } = await sql<PackedPlan>`
    select id, code, revision, source, digest, project_id as "projectId", timezone from pledge.service_plan
    where ${projectId}::uuid is null or project_id = ${projectId}::uuid order by applied_at, id`.execute(tx);
  return rows;
}

/** The project that a pack is asked for, by its id or its code. */
export async function projectOfPack(tx: Transaction<Tables>, named: string): Promise<{ id: string; code: string } | null> {
  const { rows } = await sql<{ id: string; code: string }>`
    select id, code from pledge.project where id::text = ${named} or code = ${named} order by id limit 1`.execute(tx);
  return rows[0] ?? null;
}
