import { sql, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Instant } from '#platform/time/instant.ts';
import { visibleRequests } from '../visibility.ts';

/** Of these requests those that the actor may see, in the order in which they were named. */
export async function seenOf(
  tx: Transaction<Tables>,
  actor: Actor,
  asked: { readonly ids: readonly string[]; readonly now: Instant },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select request.id from pledge.service_request request where request.id = any(${asked.ids}::uuid[]) and ${visibleRequests(actor, asked.now)}`.execute(
    tx,
  );
  const seen = new Set(rows.map(({ id }) => id));
  return asked.ids.filter((id) => seen.has(id));
}
