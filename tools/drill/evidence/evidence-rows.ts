import type pg from 'pg';
import { hashEvent } from '#platform/evidence-log/event-hash.ts';
import { sealOf, SEAL_COLUMNS, type SealRow } from '#platform/evidence-log/seals.store.ts';
import { hashedOf, STORED_EVENT_COLUMNS, type StoredEvent } from '#platform/evidence-log/stored-event.ts';
import { SUBJECT_TABLES } from '#centre/evidence/audit.ts';

/** The target where a text of it is there, else another. */
export async function eventWithText(owner: pg.Client, target: StoredEvent): Promise<string> {
  const { rows } = await owner.query<{ event_id: string }>(
    'select event_id from pledge.event_text where erased_at is null order by event_id = $1 desc, event_id, field limit 1',
    [target.id],
  );
  return rows[0]?.event_id ?? '';
}

/** A text of the same customer as the target, of the target where one is there: whose customer's it is that somebody erased. */
export async function eventBesideErasure(
  owner: pg.Client,
  target: StoredEvent,
): Promise<{ eventId: string; at: string; under: string }> {
  const { rows } = await owner.query<{ eventId: string; at: string; under: string }>(
    `select t.event_id as "eventId", told.recorded_at::text as at, told.payload->'data'->>'under' as under
     from pledge.event told join pledge.event_text t on t.customer_id = told.customer_id and t.erased_at is null
     where told.type = 'contactErased' order by t.event_id = $1 desc, t.event_id, t.field, told.id limit 1`,
    [target.id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('nothing was erased');
  return row;
}

export async function remove(owner: pg.Client, ids: readonly string[]): Promise<void> {
  await owner.query('delete from pledge.event_text where event_id = any($1::uuid[])', [ids]);
  await owner.query('delete from pledge.event where id = any($1::uuid[])', [ids]);
}

export async function streamOf(owner: pg.Client, { stream_kind: kind, stream_id: id }: StoredEvent): Promise<StoredEvent[]> {
  const { rows } = await owner.query<StoredEvent>(
    `select ${STORED_EVENT_COLUMNS.join(', ')} from pledge.event where stream_kind = $1 and stream_id = $2 order by seq`,
    [kind, id],
  );
  return rows;
}

/** With an id before all others: it comes to lie among what is sealed, whatever transaction it claims to be of. */
export async function copy(owner: pg.Client, event: StoredEvent, as: { seq: number; previous: Buffer | null }): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into pledge.event (provider_id, id, stream_kind, stream_id, seq, type, payload, actor, customer_id, request_id, occurred_at, recorded_at,
       commitments, visibility, xid, era, previous_hash, hash)
     select provider_id, ('00000000-0000-4000-8000-' || right(gen_random_uuid()::text, 12))::uuid, stream_kind, stream_id, $2, type, (payload::jsonb - 'texts' || '{"texts":{}}')::json, actor, customer_id, request_id, occurred_at,
       recorded_at, commitments, visibility, xid, era, $3, hash from pledge.event where id = $1 returning id`,
    [event.id, as.seq, as.previous],
  );
  return rows[0]?.id ?? '';
}

/** Makes a stream's hashes and the end in its subject's row fit what stands there now. */
export async function chainAnew(owner: pg.Client, target: StoredEvent): Promise<void> {
  let previous: Buffer | null = null;
  let seq = 0;
  for (const event of await streamOf(owner, target)) {
    const hash = hashEvent(previous, hashedOf(event));
    await owner.query('update pledge.event set previous_hash = $2, hash = $3 where id = $1', [event.id, previous, hash]);
    previous = hash;
    seq = event.seq;
  }
  if (previous === null) return;
  await owner.query(`update pledge.${SUBJECT_TABLES[target.stream_kind] ?? ''} set seq = $2, last_hash = $3 where id = $1`, [
    target.stream_id,
    seq,
    previous,
  ]);
}

export async function sealOver(owner: pg.Client, eventId: string): Promise<number> {
  const { rows } = await owner.query<{ number: number }>(
    `select min(s.number) as number from pledge.seal s join pledge.event e on (s.last_era, s.last_xid, s.last_event) >= (e.era, e.xid, e.id) where e.id = $1`,
    [eventId],
  );
  return rows[0]?.number ?? 0;
}

export async function sealNumbered(owner: pg.Client, number: number) {
  const { rows } = await owner.query<SealRow>(`select ${SEAL_COLUMNS.join(', ')} from pledge.seal where number = $1`, [number]);
  const [row] = rows;
  if (row === undefined) throw new Error(`there is no seal ${number}`);
  return sealOf(row);
}
