import { sql, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier, RecordState } from '#flows/dossier/dossier.schema.ts';
import type { EventDraft, MessageDraft } from '#flows/dossier/draft.schema.ts';
import { later } from '#platform/db/pool.ts';
import { gramsOf } from '#platform/text-index/grams.rules.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { MESSAGE_TEXT } from '../messages.store.ts';
import type { RowsOwner } from '../rows-owner.ts';
import { eventParts, foldedOf, messageParts, recordParts, requestParts } from './parts.rules.ts';
import type { FindableText } from './text-index.schema.ts';

export interface WrittenTexts {
  readonly before: Dossier;
  readonly after: Dossier;
  /** Whether the request itself begins: its words are written once. */
  readonly isNew: boolean;
  readonly events: readonly { readonly id: string; readonly event: EventDraft }[];
  readonly messages: readonly (MessageDraft & { readonly id: string })[];
  readonly at: Instant;
}

/** Streams whose events are seen by whoever sees the request. What is written with orders and records stands in the cells of their sheets. */
export const STREAMS_FOUND = ['serviceRequest', 'siteVisit'] as const;

/** Enters what a command wrote into the index: new texts, and records whose cells changed. Nothing is waited for. */
export function indexTexts(tx: Transaction<Tables>, owner: RowsOwner, written: WrittenTexts): void {
  const fresh = [...requestText(owner, written), ...messageTexts(owner, written), ...eventTexts(owner, written)];
  for (const record of written.after.records) {
    const known = written.before.records.find(({ id }) => id === record.id);
    if (known === undefined) fresh.push(recordText(owner, record));
    else if (known !== record && foldedOf(recordParts(known)) !== foldedOf(recordParts(record)))
      changeText(tx, recordText(owner, record));
  }
  insertTexts(
    tx,
    fresh.map((text) => ({ ...owner, text })),
  );
}

function requestText(owner: RowsOwner, { isNew, after }: WrittenTexts): FindableText[] {
  if (!isNew) return [];
  const { id, number, receivedAt } = after.request;
  const parts = requestParts({ ...after.words, number });
  return [{ kind: 'serviceRequest', subjectId: id, customerId: owner.customerId, visibility: 'shared', at: receivedAt, parts }];
}

function messageTexts(owner: RowsOwner, { messages, at }: WrittenTexts): FindableText[] {
  return messages.map(({ id, direction, text }) => ({
    kind: 'message',
    subjectId: id,
    customerId: owner.customerId,
    visibility: direction === 'internal' ? 'internal' : 'shared',
    at,
    parts: messageParts(text),
  }));
}

function eventTexts(owner: RowsOwner, { events, messages, isNew, after, at }: WrittenTexts): FindableText[] {
  return events.flatMap(({ id, event }) => {
    if (!STREAMS_FOUND.some((kind) => kind === event.subject.kind)) return [];
    const said = [
      ...messages.filter(({ direction }) => direction !== 'internal' || event.visibility === 'internal').map(({ text }) => text),
      ...(isNew ? requestParts({ ...after.words, number: '' }).map(({ text }) => text) : []),
    ];
    const own = Object.fromEntries(Object.entries(event.texts).filter(([field]) => !field.startsWith(MESSAGE_TEXT)));
    const parts = eventParts(own, said);
    if (parts.length === 0) return [];
    return [{ kind: 'event', subjectId: id, customerId: owner.customerId, visibility: event.visibility, at, parts }];
  });
}

function recordText(owner: RowsOwner, record: RecordState): FindableText {
  const { id, createdAt } = record;
  const parts = recordParts(record);
  return { kind: 'record', subjectId: id, customerId: owner.customerId, visibility: 'shared', at: createdAt, parts };
}

/** Inserts rows of texts that have none yet; those without a word are left out. */
export function insertTexts(
  tx: Transaction<Tables>,
  texts: readonly { readonly providerId: string; readonly requestId: string; readonly text: FindableText }[],
): void {
  const rows = texts.map(({ providerId, requestId, text }) => ({
    provider_id: providerId,
    request_id: requestId,
    kind: text.kind,
    subject_id: text.subjectId,
    customer_id: text.customerId,
    visibility: text.visibility,
    at: formatInstant(text.at),
    ...comparedOf(text),
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    later(tx, tx.insertInto('pledge.text_index').values(rows.slice(from, from + ROWS_AT_ONCE)));
}

/** A statement takes 65,535 values. */
const ROWS_AT_ONCE = 5_000;

function changeText(tx: Transaction<Tables>, text: FindableText): void {
  const { kind, subjectId } = text;
  later(
    tx,
    tx.updateTable('pledge.text_index').set(comparedOf(text)).where('kind', '=', kind).where('subject_id', '=', subjectId),
  );
}

function comparedOf({ parts, at }: FindableText): { folded: string; grams: number[] } {
  const folded = foldedOf(parts);
  return { folded, grams: gramsOf(folded, at) };
}

/** What was said before anybody knew whose request it is becomes the customer's own. */
export function handOverTexts(tx: Transaction<Tables>, about: { requestId: string; customerId: string }): void {
  later(
    tx,
    tx
      .updateTable('pledge.text_index')
      .set({ customer_id: about.customerId })
      .where('request_id', '=', about.requestId)
      // Events and records belong to whom they were written for.
      .where('kind', 'in', ['serviceRequest', 'message']),
  );
}

/** Takes the texts of requests out of the index; what stands in the rows is not touched. */
export async function removeTexts(tx: Transaction<Tables>, requestIds: readonly string[]): Promise<void> {
  await sql`delete from pledge.text_index where request_id = any(${[...requestIds]}::uuid[])`.execute(tx);
}
