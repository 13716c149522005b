import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { DELIVERED } from '#flows/dossier/tell-customer.ts';
import type { Words } from '#platform/command/refusal.ts';
import { deliveryWords } from './delivery.texts.ts';

/** What staff are told about the way of a message: why its mail did not go out, that the portal alone has it, or that nothing carried it. */
export async function deliveryNotes(
  tx: Transaction<Tables>,
  messages: readonly { readonly id: string; readonly channel: string; readonly direction: string; readonly delivery: string }[],
): Promise<Map<string, Words>> {
  const outgoing = messages.filter(({ direction }) => direction === 'outgoing');
  const asked = outgoing.filter(({ channel, delivery }) => delivery === 'failed' || channel === 'email');
  // What a person says by phone is noted too; what the product was to carry is noted where there was no way.
  const carriedByNothing = outgoing.filter(({ channel, delivery }) => delivery === 'noted' && DELIVERED.includes(channel));
  const notes = new Map<string, Words>();
  if (carriedByNothing.length > 0 && (await isStaff(tx)))
    for (const { id } of carriedByNothing) notes.set(id, deliveryWords.nobodyReached);
  if (asked.length === 0) return notes;
  const ways = await tx
    .selectFrom('pledge.outbox')
    .select(['message_id', 'channel', 'last_error', 'next_at', 'delivered_at'])
    .where(
      'message_id',
      'in',
      asked.map(({ id }) => id),
    )
    // How the provider's mail server answers is nothing for customers.
    .where(sql<boolean>`pledge.current_customer() is null`)
    .execute();
  const waysOf = Map.groupBy(ways, (way) => way.message_id);
  for (const { id } of asked) {
    const own = waysOf.get(id) ?? [];
    const given = own.find((way) => way.delivered_at === null && way.next_at === null);
    if (given !== undefined) notes.set(id, deliveryWords.failed(given.last_error ?? ''));
    else if (own.length > 0 && own.every((way) => way.channel === 'web')) notes.set(id, deliveryWords.portalAlone);
  }
  return notes;
}

async function isStaff(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ staff: boolean }>`select pledge.current_customer() is null as staff`.execute(tx);
  return rows[0]?.staff === true;
}
