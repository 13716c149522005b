import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { readingScopes } from '#centre/people/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import type { Place } from '#platform/http/cursor.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { listPage, type ListAsked, type ListPage } from './list-page.store.ts';
import type { ClockListQuery, ClockRow, EventListQuery, EventRow, MessageListQuery, MessageRow } from './logbook.schema.ts';
import { visibleRequests } from './visibility.ts';

interface Asked<Query> {
  readonly query: Query;
  readonly now: Instant;
}
type Answered<Row> = Promise<ListPage<Row> | Refusal>;

const REQUEST = sql`request.id as request_id, request.number as request_number`;
const at = (instant: number): string => formatInstant(instant as Instant);
const orNull = (instant: number | null): string | null => (instant === null ? null : at(instant));
const filter = (column: RawBuilder<unknown>, value: string | undefined): RawBuilder<SqlBool>[] =>
  value === undefined ? [] : [sql<SqlBool>`${column} = ${value}`];
const ofRequest = (id: string | undefined): RawBuilder<SqlBool>[] =>
  id === undefined ? [] : [sql<SqlBool>`request.id = ${id}::uuid`];

/** Ids are made in the order of time: the key of the table is the order of the list, newest first. */
const newestFirst = (id: string) => ({
  order: sql`${sql.raw(id)} desc`,
  after: (place: Place) => sql<SqlBool>`${sql.raw(id)} < ${place.id}::uuid`,
  placeOf: (row: { id: string }): Place => ({ value: null, id: row.id }),
});

interface StoredMessage extends Omit<MessageRow, 'author' | 'files' | 'occurredAt' | 'externalId' | 'request'> {
  readonly request_id: string;
  readonly request_number: string;
  readonly author_kind: MessageRow['author']['kind'];
  readonly author_name: string | null;
  readonly file_ids: readonly string[];
  readonly occurred_at: number;
  readonly external_id: string | null;
}

/** What was said in the requests that the actor may see. */
export async function listMessages(tx: Transaction<Tables>, actor: Actor, asked: Asked<MessageListQuery>): Answered<MessageRow> {
  const { query, now } = asked;
  const page = await listPage<StoredMessage>(tx, {
    columns: sql`message.id, message.channel, message.direction, message.author_kind, message.text, message.file_ids, message.delivery, message.external_id, message.occurred_at, ${REQUEST},
      case when message.author_kind = 'customer' then coalesce(contact.name, person.name) else person.name end as author_name`,
    from: sql`pledge.message message join pledge.service_request request on request.provider_id = message.provider_id and request.id = message.request_id
      left join pledge.person person on person.provider_id = message.provider_id and person.id = message.person_id
      left join pledge.contact contact on contact.provider_id = message.provider_id and contact.id = message.contact_id`,
    conditions: [
      visibleRequests(actor, now),
      ...ofRequest(query.request),
      ...filter(sql`message.channel`, query.channel),
      ...filter(sql`message.direction`, query.direction),
      ...filter(sql`message.delivery`, query.delivery),
    ],
    ...newestFirst('message.id'),
    query,
  });
  if (isRefusal(page)) return page;
  const ids = [...new Set(page.rows.flatMap((row) => row.file_ids))];
  const files = ids.length === 0 ? [] : await tx.selectFrom('pledge.file').selectAll().where('id', 'in', ids).execute();
  const rows = page.rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    direction: row.direction,
    author: { kind: row.author_kind, name: row.author_name ?? '', position: null },
    text: row.text,
    files: files
      .filter((file) => row.file_ids.includes(file.id))
      .map(({ id, name, media_type: mediaType, size }) => ({ id, name, mediaType, size, url: `/api/files/${id}` })),
    occurredAt: at(row.occurred_at),
    delivery: row.delivery,
    externalId: row.external_id,
    request: { id: row.request_id, number: row.request_number },
  }));
  return { ...page, rows };
}

interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly stream_kind: string;
  readonly stream_id: string;
  readonly seq: number;
  readonly payload: Pick<EventRow, 'flow' | 'from' | 'to' | 'data'> & { readonly deviceAhead?: number };
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly commitments: string[];
  readonly visibility: EventRow['visibility'];
  readonly hash: Buffer;
  readonly request_id: string;
  readonly request_number: string;
}

/** The events of the requests that the actor may see; where the matrix gives the own ones alone, those. */
export async function listEvents(tx: Transaction<Tables>, actor: Actor, asked: Asked<EventListQuery>): Answered<EventRow> {
  const { query, now } = asked;
  const page = await listPage<StoredEvent>(tx, {
    columns: sql`event.id, event.type, event.stream_kind, event.stream_id, event.seq, event.payload, event.actor, event.occurred_at, event.recorded_at, event.commitments,
      event.visibility, event.hash, ${REQUEST}`,
    from: sql`pledge.event event join pledge.service_request request on request.provider_id = event.provider_id and request.id = event.request_id`,
    conditions: [
      visibleRequests(actor, now),
      trailOf(actor),
      ...ofRequest(query.request),
      ...filter(sql`event.type`, query.type),
    ],
    ...newestFirst('event.id'),
    query,
  });
  if (isRefusal(page)) return page;
  const rows = page.rows.map((row) => ({
    id: row.id,
    type: row.type,
    subject: { kind: row.stream_kind, id: row.stream_id },
    seq: row.seq,
    request: { id: row.request_id, number: row.request_number },
    flow: row.payload.flow,
    from: row.payload.from,
    to: row.payload.to,
    data: row.payload.data,
    actor: { kind: row.actor.kind, id: row.actor.id },
    occurredAt: at(row.occurred_at),
    recordedAt: at(row.recorded_at),
    deviceAhead: row.payload.deviceAhead ?? null,
    commitments: row.commitments,
    visibility: row.visibility,
    hash: row.hash.toString('hex'),
  }));
  return { ...page, rows };
}

/** The row of the audit trail in the matrix: all of it, or what one did oneself. A condition on `event`. */
export function trailOf(actor: Actor): RawBuilder<SqlBool> {
  const scopes = new Set(actor.positions.flatMap((held) => readingScopes(held.position, 'auditTrail')));
  if (actor.kind === 'system' || scopes.has('all') || scopes.has('project')) return sql<SqlBool>`true`;
  return scopes.has('own') && actor.personId !== null
    ? sql<SqlBool>`event.actor->>'id' = ${actor.personId}`
    : sql<SqlBool>`false`;
}

interface StoredClock {
  readonly clock: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly cycle: number;
  readonly state: string;
  readonly calendar: string;
  readonly limit_text: string | null;
  readonly started_at: number | null;
  readonly due_at: number | null;
  readonly due_text: string;
  readonly stopped_at: number | null;
  readonly breached: boolean;
  readonly breached_at: number | null;
  readonly provisional: boolean;
  readonly commitments: string[];
  readonly request_id: string;
  readonly request_number: string;
}

const DUE = sql`coalesce(c.due_at, 'infinity'::timestamptz)`;

/** How a list of clocks is ordered, which places are of this order, and how it goes on behind one. */
type ClockOrder = Required<Pick<ListAsked<StoredClock>, 'order' | 'isPlace' | 'after' | 'placeOf'>>;

/** In the words of an index: of all clocks there ever were few go on. */
const GOING_ON = sql<SqlBool>`c.state in ('notStarted', 'running', 'paused')`;
const FIRST_DUE: ClockOrder = {
  order: sql`${DUE}, c.subject_id, c.clock, c.cycle`,
  isPlace: ({ value }) => /^(infinity|[\d:.+ -]+)\|[^|]+\|\d+$/.test(value ?? ''),
  after: ({ value, id }) => {
    const [due = '', clock = '', cycle = ''] = (value ?? '').split('|');
    return sql<SqlBool>`(${DUE}, c.subject_id, c.clock, c.cycle) > (${due}::text::timestamptz, ${id}::uuid, ${clock}::text, ${cycle}::text::integer)`;
  },
  placeOf: (row) => ({ value: `${row.due_text}|${row.clock}|${row.cycle}`, id: row.subject_id }),
};
/** Those of the newest request first: ids are made in the order of time. */
const NEWEST: ClockOrder = {
  order: sql`c.request_id desc, c.subject_kind, c.subject_id, c.clock, c.cycle`,
  isPlace: ({ value }) => /^[A-Za-z]+\|[0-9a-f-]{36}\|[^|]+\|\d+$/.test(value ?? ''),
  after: ({ value, id }) => {
    const [kind = '', subject = '', clock = '', cycle = ''] = (value ?? '').split('|');
    return sql<SqlBool>`c.request_id <= ${id}::uuid and (c.request_id < ${id}::uuid or (c.subject_kind, c.subject_id, c.clock, c.cycle)
      > (${kind}::text, ${subject}::uuid, ${clock}::text, ${cycle}::text::integer))`;
  },
  placeOf: (row) => ({ value: `${row.subject_kind}|${row.subject_id}|${row.clock}|${row.cycle}`, id: row.request_id }),
};

/**
 * Clocks of the requests that the actor may see; each as it was last counted, the request's own list counts anew. Of those that go on what
 * is due first stands first; else those of the newest request.
 */
export async function listClocks(tx: Transaction<Tables>, actor: Actor, asked: Asked<ClockListQuery>): Answered<ClockRow> {
  const { query, now } = asked;
  const goesOn = query.state === 'notStarted' || query.state === 'running' || query.state === 'paused';
  const page = await listPage<StoredClock>(tx, {
    columns: sql`c.clock, c.subject_kind, c.subject_id, c.cycle, c.state, c.calendar, c.limit_text, c.started_at, c.due_at, (${DUE})::text as due_text, c.stopped_at,
      c.breached, c.breached_at, c.provisional, c.commitments, ${REQUEST}`,
    from: sql`pledge.clock c join pledge.service_request request on request.provider_id = c.provider_id and request.id = c.request_id`,
    conditions: [
      visibleRequests(actor, now),
      ...ofRequest(query.request),
      ...filter(sql`c.clock`, query.clock),
      ...filter(sql`c.state`, query.state === 'all' ? undefined : query.state),
      ...(goesOn ? [GOING_ON] : []),
      ...(query.breached === undefined ? [] : [sql<SqlBool>`c.breached = ${query.breached === 'true'}`]),
    ],
    ...(goesOn ? FIRST_DUE : NEWEST),
    query,
  });
  if (isRefusal(page)) return page;
  const rows = page.rows.map((row) => ({
    id: row.clock,
    subject: { kind: row.subject_kind, id: row.subject_id },
    cycle: row.cycle,
    request: { id: row.request_id, number: row.request_number },
    state: row.state,
    calendar: row.calendar,
    limit: row.limit_text,
    startedAt: orNull(row.started_at),
    dueAt: orNull(row.due_at),
    stoppedAt: orNull(row.stopped_at),
    breached: row.breached,
    breachedAt: orNull(row.breached_at),
    provisional: row.provisional,
    commitments: row.commitments,
  }));
  return { ...page, rows };
}
