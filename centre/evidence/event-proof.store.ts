import { sql, type Transaction } from 'kysely';
import { plansInReach } from '#centre/commitments/index.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { trailOf, visibleRequests } from '#centre/requests/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';
import type { Instant } from '#platform/time/instant.ts';

export type EventToProve = StoredEvent & {
  readonly era: number;
  readonly xid: string;
  /** Whether the actor reads it in the audit trail. */
  readonly readable: boolean;
};

const COLUMNS = sql.join(STORED_EVENT_COLUMNS.map((column) => sql.ref(`event.${column}`)));

/**
 * An event of a request that the actor may see, or one that the register shows of a project whose plan the actor reads: a word, dated
 * work, a plan that became active; null where there is none.
 */
export async function eventToProve(
  tx: Transaction<Tables>,
  about: { readonly actor: Actor; readonly id: string; readonly now: Instant },
): Promise<EventToProve | null> {
  const { actor, id, now } = about;
  const { plans, isWhole } = await plansInReach(tx, actor, {});
  const theirs = isWhole ? sql`true` : sql`project.id = any (${plans.map(({ projectId }) => projectId)}::uuid[])`;
  const { rows } = await sql<EventToProve>`
    select ${COLUMNS}, event.era, event.xid::text as xid, (${trailOf(actor)}) as readable
    from pledge.event event left join pledge.service_request request on request.provider_id = event.provider_id and request.id = event.request_id
    where event.id = ${id}::uuid and case when event.request_id is not null then request.id is not null and ${visibleRequests(actor, now)}
      else exists (select 1 from pledge.project project where project.provider_id = event.provider_id and ${theirs} and project.id = ${OF_PROJECT}) end`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** The project of an event that belongs to no request; null where the register shows none of its kind. */
const OF_PROJECT = sql`case
  when event.stream_kind in ('attestation', 'duty') then (event.payload->'data'->>'projectId')::uuid
  when event.stream_kind = 'servicePlan' then (select plan.project_id from pledge.service_plan plan where plan.provider_id = event.provider_id and plan.id = event.stream_id)
  end`;
