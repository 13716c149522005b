import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';

/** Words to and by the customer are there once each, and what was to be delivered was, once. */
export async function checkMessages(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<string[]> {
  const ids = sql`${requestIds}::uuid[]`;
  const doubled = await sql<{ event_id: string; text: string }>`select event_id, direction, text from pledge.message
    where request_id = any(${ids}) group by event_id, direction, text having count(*) > 1`.execute(tx);
  const orphans = await sql<{ id: string }>`select message.id from pledge.message message left join pledge.event event
    on event.provider_id = message.provider_id and event.id = message.event_id where message.request_id = any(${ids}) and event.id is null`.execute(
    tx,
  );
  const undelivered = await sql<{ id: string }>`select message.id from pledge.message message
    left join pledge.outbox outbox on outbox.provider_id = message.provider_id and outbox.message_id = message.id and outbox.channel = 'web'
    where message.request_id = any(${ids}) and message.direction = 'outgoing' and message.delivery <> 'noted'
    group by message.id, message.delivery having count(outbox.id) <> 1 or count(outbox.delivered_at) <> 1 or message.delivery = 'queued'`.execute(
    tx,
  );
  return [
    ...doubled.rows.map((row) => `the words of event ${row.event_id} are there twice`),
    ...orphans.rows.map((row) => `the message ${row.id} has no event`),
    ...undelivered.rows.map((row) => `the message ${row.id} was not delivered once`),
  ];
}
