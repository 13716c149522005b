import type { Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';

/**
 * Requests to which time may have brought a step by `now`, the longest due first; those that another worker or a command holds
 * are left to it. `passOver` names those that were looked at and had nothing to do yet.
 */
export async function requestsToWake(
  tx: Transaction<Tables>,
  about: { now: Instant; passOver: readonly string[]; limit: number },
): Promise<string[]> {
  const passedOver = [...about.passOver];
  const [waking, unapproved] = await Promise.all([
    tx
      .selectFrom('pledge.service_request')
      .select('id')
      .where('wake_at', '<', about.now)
      .$if(passedOver.length > 0, (query) => query.where('id', 'not in', passedOver))
      .orderBy('wake_at')
      .limit(about.limit)
      .forUpdate()
      .skipLocked()
      .execute(),
    tx
      .selectFrom('pledge.task_order')
      .select('request_id as id')
      .where('approve_by', '<', formatInstant(about.now) as never)
      .where('approved_at', 'is', null)
      .where('approval_overdue_at', 'is', null)
      .where('state', '<>', 'withdrawn')
      .$if(passedOver.length > 0, (query) => query.where('request_id', 'not in', passedOver))
      .orderBy('approve_by')
      .limit(about.limit)
      .forUpdate()
      .skipLocked()
      .execute(),
  ]);
  return [...new Set([...waking, ...unapproved].map((row) => row.id))].slice(0, about.limit);
}
