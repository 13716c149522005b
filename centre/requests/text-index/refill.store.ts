import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { instant } from '#platform/time/instant.ts';
import { MESSAGE_TEXT } from '../messages.store.ts';
import { eventParts, messageParts, partsOfRow, recordParts, type WordColumns } from './parts.rules.ts';
import type { FindableText } from './text-index.schema.ts';
import { insertTexts, removeTexts, STREAMS_FOUND } from './write.store.ts';

/** Which requests: a condition that the rows of each table are read by. */
type Ids = readonly string[];

/**
 * Makes the index of requests anew from the rows it speaks of: the same texts that the commands entered as they wrote them, without
 * what was erased since. Holds the requests locked, so that no command writes in between.
 */
export async function refillRequests(tx: Transaction<Tables>, ids: Ids): Promise<void> {
  if (ids.length === 0) return;
  const requests = await tx
    .selectFrom('pledge.service_request')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  const [messages, events, records] = await Promise.all([messageRows(tx, ids), eventRows(tx, ids), recordRows(tx, ids)]);
  await removeTexts(tx, ids);
  const said = Map.groupBy(messages, (message) => message.xid);
  const texts = [
    ...requests.map((row) => ({ providerId: row.provider_id, requestId: row.id, text: requestText(row) })),
    ...messages.map((row) => ({ providerId: row.provider_id, requestId: row.request_id, text: messageText(row) })),
    ...records.map((row) => ({ providerId: row.provider_id, requestId: row.request_id, text: recordText(row) })),
    ...events.flatMap((row) => {
      const words = row.begins ? requests.find(({ id }) => id === row.request_id) : undefined;
      const text = eventText(row, { messages: said.get(row.xid) ?? [], words });
      return text === null ? [] : [{ providerId: row.provider_id, requestId: row.request_id, text }];
    }),
  ];
  insertTexts(tx, texts);
}

interface RequestRow extends WordColumns {
  readonly id: string;
  readonly customer_id: string | null;
  readonly received_at: number;
}

function requestText(row: RequestRow): FindableText {
  return {
    kind: 'serviceRequest',
    subjectId: row.id,
    customerId: row.customer_id,
    visibility: 'shared',
    at: instant(row.received_at),
    parts: partsOfRow(row),
  };
}

interface MessageRow {
  readonly provider_id: string;
  readonly request_id: string;
  readonly id: string;
  readonly customer_id: string | null;
  readonly direction: string;
  readonly text: string;
  readonly occurred_at: number;
  readonly xid: string;
}

async function messageRows(tx: Transaction<Tables>, ids: Ids): Promise<MessageRow[]> {
  const { rows } =
    await sql<MessageRow>`select m.provider_id, m.request_id, m.id, m.customer_id, m.direction, m.text, m.occurred_at, e.xid::text as xid
    from pledge.message m join pledge.event e on e.provider_id = m.provider_id and e.id = m.event_id
    where m.request_id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

function messageText(row: MessageRow): FindableText {
  return {
    kind: 'message',
    subjectId: row.id,
    customerId: row.customer_id,
    visibility: row.direction === 'internal' ? 'internal' : 'shared',
    at: instant(row.occurred_at),
    parts: messageParts(row.text),
  };
}

interface EventRow {
  readonly provider_id: string;
  readonly request_id: string;
  readonly id: string;
  readonly customer_id: string | null;
  readonly visibility: 'shared' | 'internal';
  readonly occurred_at: number;
  readonly xid: string;
  /** Whether its command began the request: its words are the request's. */
  readonly begins: boolean;
  readonly texts: Readonly<Record<string, string>>;
}

async function eventRows(tx: Transaction<Tables>, ids: Ids): Promise<EventRow[]> {
  const { rows } =
    await sql<EventRow>`select e.provider_id, e.request_id, e.id, e.customer_id, e.visibility, e.occurred_at, e.xid::text as xid,
      exists (select 1 from pledge.event first where first.provider_id = e.provider_id and first.stream_kind = 'serviceRequest'
        and first.stream_id = e.request_id and first.seq = 1 and first.xid = e.xid) as begins,
      jsonb_object_agg(t.field, t.text) as texts
    from pledge.event e join pledge.event_text t on t.provider_id = e.provider_id and t.event_id = e.id
    where e.request_id = any(${[...ids]}::uuid[]) and e.stream_kind = any(${[...STREAMS_FOUND]})
      and t.text is not null and t.field not like ${`${MESSAGE_TEXT}%`}
    group by e.provider_id, e.id`.execute(tx);
  return rows;
}

function eventText(row: EventRow, said: { messages: readonly MessageRow[]; words: RequestRow | undefined }): FindableText | null {
  const heard = [
    ...said.messages.filter(({ direction }) => direction !== 'internal' || row.visibility === 'internal').map(({ text }) => text),
    ...(said.words === undefined ? [] : partsOfRow(said.words).map(({ text }) => text)),
  ];
  const parts = eventParts(row.texts, heard);
  if (parts.length === 0) return null;
  const { id, customer_id: customerId, visibility } = row;
  return { kind: 'event', subjectId: id, customerId, visibility, at: instant(row.occurred_at), parts };
}

async function recordRows(tx: Transaction<Tables>, ids: Ids) {
  return tx
    .selectFrom('pledge.record')
    .select(['provider_id', 'request_id', 'id', 'customer_id', 'form', 'record_number', 'field_values', 'created_at'])
    .where('request_id', 'in', [...ids])
    .execute();
}

function recordText(row: Awaited<ReturnType<typeof recordRows>>[number]): FindableText {
  const { form, record_number: recordNumber, field_values: values } = row;
  return {
    kind: 'record',
    subjectId: row.id,
    customerId: row.customer_id,
    visibility: 'shared',
    at: instant(row.created_at),
    parts: recordParts({ form, recordNumber, values }),
  };
}
