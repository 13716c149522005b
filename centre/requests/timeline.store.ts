import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import { clockName } from '#centre/plan/plan-names.rules.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { flowModules } from '#flows/registry.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { clockEndings } from './clock-endings.store.ts';
import { loadDossier } from './dossier.store.ts';
import { MESSAGE_TEXT, messagesOf } from './messages.store.ts';
import type { MessageView, TimelineEntry } from './requests.schema.ts';
import { mayReadSubject } from './rights-context.ts';
import { authorsOf, type Authors } from './timeline/authors.store.ts';
import { timelineEntries, type StoredEvent, type StoredMessage } from './timeline/entries.ts';

export interface TimelineQuery {
  readonly requestId: string;
  /**
   * A customer reads plainer titles; what is internal is hidden by row-level security before it comes here. Words of an order or a record
   * are read by whoever may read its sheet.
   */
  readonly actor: Actor;
  readonly now: Instant;
  /** Of the words for positions; everything else is told in both languages. */
  readonly language?: 'zh' | 'en';
}

/** What happened on a request and on all that hangs on it, newest first. Empty where the request is hidden. */
export async function timelineOf(tx: Transaction<Tables>, query: TimelineQuery): Promise<TimelineEntry[]> {
  const { requestId } = query;
  const [loaded, rows, texts, views, messages, endings] = await Promise.all([
    loadDossier(tx, requestId, { lock: false, now: query.now }),
    eventRows(tx, requestId),
    eventTexts(tx, requestId),
    messagesOf(tx, requestId),
    messageRows(tx, requestId),
    clockEndings(tx, requestId),
  ]);
  if (loaded === null) return [];
  const { dossier } = loaded;
  const { plan } = dossier.surroundings;
  const authors = await authorsOf(tx, { personIds: peopleIn(rows), zone: plan.plan.timezone, language: query.language ?? 'zh' });
  return timelineEntries({
    plan,
    names: namesOf(dossier, authors.names),
    events: storedEvents({ actor: query.actor, rows, texts, dossier, authors }),
    messages: storedMessages({ views, rows: messages, authors }),
    endings,
    clockWords: (clock) => clockName(clock, plan),
    customerView: query.actor.kind === 'customer',
  });
}

async function eventRows(tx: Transaction<Tables>, requestId: string) {
  return tx
    .selectFrom('pledge.event')
    .select(['id', 'xid', 'stream_kind', 'stream_id', 'seq', 'type', 'payload', 'actor', 'occurred_at', 'recorded_at'])
    .where('request_id', '=', requestId)
    .orderBy('occurred_at')
    .orderBy('recorded_at')
    .orderBy('stream_kind')
    .orderBy('seq')
    .execute();
}
type EventRow = Awaited<ReturnType<typeof eventRows>>[number];

/** Those who acted, and those whom events name. */
function peopleIn(rows: readonly EventRow[]): string[] {
  return rows.flatMap(({ actor, payload }) => [
    ...(actor.id === null ? [] : [actor.id]),
    ...(Object.values(payload.data)
      .flat()
      .filter((value) => typeof value === 'string' && UUID.test(value)) as string[]),
  ]);
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function namesOf(dossier: Dossier, people: ReadonlyMap<string, string>): Map<string, string> {
  const { surroundings, records } = dossier;
  const listed = [
    ...surroundings.staff,
    ...surroundings.contacts,
    ...surroundings.sites,
    ...surroundings.units,
    ...surroundings.partners,
  ];
  const numbers = records.flatMap((record) => (record.recordNumber === null ? [] : [[record.id, record.recordNumber] as const]));
  const orders = records.flatMap((record) =>
    record.form === 'taskOrder' && record.taskOrderId !== null && record.recordNumber !== null
      ? [[record.taskOrderId, record.recordNumber] as const]
      : [],
  );
  return new Map([...people, ...listed.map(({ id, name }) => [id, name] as const), ...numbers, ...orders]);
}

function eventTexts(tx: Transaction<Tables>, requestId: string) {
  return (
    tx
      .selectFrom('pledge.event_text')
      .select(['event_id', 'field', 'text', 'contact_id'])
      .where('event_id', 'in', tx.selectFrom('pledge.event').select('id').where('request_id', '=', requestId))
      // The conversation itself is shown, not what the evidence keeps of it.
      .where('field', 'not like', `${MESSAGE_TEXT}%`)
      .execute()
  );
}

function storedEvents(about: {
  actor: Actor;
  rows: readonly EventRow[];
  texts: Awaited<ReturnType<typeof eventTexts>>;
  dossier: Dossier;
  authors: Authors;
}): StoredEvent[] {
  const { actor, rows, texts, dossier, authors } = about;
  const textsOf = Map.groupBy(texts, (text) => text.event_id);
  return rows.map((row) => {
    const module: FlowModule | undefined = row.payload.flow === null ? undefined : flowModules[row.payload.flow];
    const occurredAt = instant(row.occurred_at);
    return {
      id: row.id,
      command: row.xid,
      streamKind: row.stream_kind,
      seq: row.seq,
      type: row.type,
      module,
      form: row.stream_kind === 'record' ? dossier.records.find((record) => record.id === row.stream_id)?.form : undefined,
      data: row.payload.data,
      texts: (isReadBy(actor, dossier, row) ? (textsOf.get(row.id) ?? []) : []).map((text) => ({
        field: text.field,
        text: text.text,
        contactId: text.contact_id,
      })),
      author: authors.authorOf(row.actor, {
        at: occurredAt,
        by: module?.flow.rows.find((known) => known.event === row.type)?.by ?? [],
      }),
      occurredAt,
      recordedAt: instant(row.recorded_at),
    };
  });
}

function isReadBy(actor: Actor, dossier: Dossier, { stream_kind: kind, stream_id: id }: EventRow): boolean {
  return kind === 'taskOrder' || kind === 'record' ? mayReadSubject(actor, dossier, { kind, id }) : true;
}

function messageRows(tx: Transaction<Tables>, requestId: string) {
  return tx
    .selectFrom('pledge.message as message')
    .leftJoin('pledge.contact as contact', (join) =>
      join.onRef('contact.provider_id', '=', 'message.provider_id').onRef('contact.id', '=', 'message.contact_id'),
    )
    .select([
      'message.id',
      'message.event_id',
      'message.automatic',
      'message.recorded_at',
      'message.occurred_at',
      'message.person_id',
      'contact.name as contact_name',
    ])
    .where('message.request_id', '=', requestId)
    .orderBy('message.occurred_at')
    .orderBy('message.id')
    .execute();
}

function storedMessages(about: {
  views: readonly MessageView[];
  rows: Awaited<ReturnType<typeof messageRows>>;
  authors: Authors;
}): StoredMessage[] {
  const { rows, authors } = about;
  const views = new Map(about.views.map((view) => [view.id, view]));
  return rows.flatMap((row): StoredMessage[] => {
    const view = views.get(row.id);
    if (view === undefined) return [];
    const author =
      row.person_id === null
        ? view.author
        : {
            ...authors.authorOf({ kind: view.author.kind, id: row.person_id }, { at: instant(row.occurred_at), by: [] }),
            name: view.author.name,
          };
    return [
      {
        eventId: row.event_id,
        automatic: row.automatic,
        recordedAt: instant(row.recorded_at),
        contactName: row.contact_name,
        view: { ...view, author },
      },
    ];
  });
}
