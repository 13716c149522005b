import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant } from '#platform/time/instant.ts';
import type { AccessEventRow } from './access.schema.ts';

/** The customer whose person it is, null for one of the house; null in place of it all where nobody has the id. The row is locked. */
export async function customerOfPerson(tx: Transaction<Tables>, id: string): Promise<{ customerId: string | null } | null> {
  const row = await tx.selectFrom('pledge.person').select('customer_id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row === undefined ? null : { customerId: row.customer_id };
}

export async function isNoted(tx: Transaction<Tables>, eventId: string): Promise<boolean> {
  return (await tx.selectFrom('pledge.event').select('id').where('id', '=', eventId).executeTakeFirst()) !== undefined;
}

const PAGE = 50;

/** What happened to people's access, newest first, of everybody or of one; the cursor is the last row's. */
export async function accessEvents(
  tx: Transaction<Tables>,
  asked: { readonly personId?: string | undefined; readonly cursor?: string | undefined },
): Promise<{ items: AccessEventRow[]; nextCursor: string | null }> {
  let query = tx
    .selectFrom('pledge.event as event')
    .innerJoin('pledge.person as person', (join) =>
      join.onRef('person.provider_id', '=', 'event.provider_id').onRef('person.id', '=', 'event.stream_id'),
    )
    .select([
      'event.id',
      'event.type',
      'event.payload',
      'event.actor',
      'event.occurred_at',
      'event.recorded_at',
      'event.stream_id',
    ])
    .select('person.name')
    .where('event.stream_kind', '=', 'person')
    .orderBy('event.recorded_at', 'desc')
    .orderBy('event.seq', 'desc')
    .orderBy('event.id', 'desc')
    .limit(PAGE + 1);
  if (asked.personId !== undefined) query = query.where('event.stream_id', '=', asked.personId);
  if (asked.cursor !== undefined)
    query = query.where(
      sql<boolean>`(event.recorded_at, event.seq, event.id) <
        (select e.recorded_at, e.seq, e.id from pledge.event e where e.id = ${asked.cursor} and e.stream_kind = 'person')`,
    );
  const rows = await query.execute();
  const names = await namesOf(
    tx,
    rows.flatMap(({ actor }) => actor.id ?? []),
  );
  const items = rows.slice(0, PAGE).map((row): AccessEventRow => ({
    id: row.id,
    type: row.type,
    at: formatInstant(instant(row.occurred_at)),
    personId: row.stream_id,
    person: row.name ?? '',
    by: row.actor.id === null || row.actor.id === row.stream_id ? null : (names.get(row.actor.id) ?? ''),
    data: row.payload.data,
  }));
  return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}

async function namesOf(tx: Transaction<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('pledge.person').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}
