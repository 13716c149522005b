import { sql, type Transaction } from 'kysely';
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

/** An event of a request that the actor may see; null where there is none. */
export async function eventToProve(
  tx: Transaction<Tables>,
  about: { readonly actor: Actor; readonly id: string; readonly now: Instant },
): Promise<EventToProve | null> {
  const { actor, id, now } = about;
  const { rows } = await sql<EventToProve>`
    select ${COLUMNS}, event.era, event.xid::text as xid, (${trailOf(actor)}) as readable
    from pledge.event event join pledge.service_request request on request.provider_id = event.provider_id and request.id = event.request_id
    where event.id = ${id}::uuid and ${visibleRequests(actor, now)}`.execute(tx);
  return rows[0] ?? null;
}
