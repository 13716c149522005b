import type { Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { MessageDraft } from '#flows/dossier/draft.schema.ts';
import type { HeardEvent } from '#centre/commitments/index.ts';
import { later } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import type { RowsOwner } from './rows-owner.ts';
import { deliveryNotes } from './delivery-notes.store.ts';
import type { MessageView } from './requests.schema.ts';

/** The texts of an event that are words of the conversation: the messages themselves stand beside. */
export const MESSAGE_TEXT = 'messageText';

/** Whether words also go out by mail: the portal has them always. */
export interface MailSetting {
  readonly enabled: boolean;
}

/**
 * Writes words to or by the customer into the conversation, and what is to be delivered into the outbox. Words that nothing can carry are noted:
 * nobody is told that they went out.
 */
export function writeMessages(
  tx: Transaction<Tables>,
  write: {
    owner: RowsOwner;
    dossier: Dossier;
    actor: Actor;
    at: Instant;
    eventId: string;
    messages: readonly (MessageDraft & { readonly id: string })[];
    mail: MailSetting;
  },
): void {
  if (write.messages.length === 0) return;
  const { owner, actor, dossier } = write;
  const written = write.messages.map((message) => ({
    message,
    ways: message.direction === 'outgoing' && message.delivery === 'queued' ? waysOf(message, dossier, write.mail) : [],
  }));
  const rows = written.map(({ message, ways }) => ({
    provider_id: owner.providerId,
    id: message.id,
    customer_id: owner.customerId,
    request_id: owner.requestId,
    event_id: write.eventId,
    channel: message.channel,
    direction: message.direction,
    author_kind: authorKind(message, actor),
    person_id: message.author === 'actor' ? actor.personId : null,
    contact_id: message.contactId,
    text: message.text,
    file_ids: [...message.fileIds],
    delivery: ways.length > 0 ? ('queued' as const) : ('noted' as const),
    external_id: null,
    automatic: message.automatic,
    occurred_at: formatInstant(write.at),
    recorded_at: formatInstant(owner.now),
  }));
  later(tx, tx.insertInto('pledge.message').values(rows));
  const outgoing = written.flatMap(({ ways }) => ways);
  if (outgoing.length > 0)
    later(
      tx,
      tx.insertInto('pledge.outbox').values(
        outgoing.map((entry) => ({
          provider_id: owner.providerId,
          id: uuidv7(owner.now),
          ...entry,
          next_at: formatInstant(owner.now),
        })),
      ),
    );
}

/** What the clocks hear of words: a message that a person wrote to the customer acknowledges the report, an automatic one does not. */
export function heardOfMessages(
  said: { owner: RowsOwner; actor: Actor; at: Instant; eventId: string },
  messages: readonly MessageDraft[],
): (HeardEvent & { eventId: string; place: number })[] {
  const byPerson = messages.some(
    (message) => message.direction === 'outgoing' && !message.automatic && authorKind(message, said.actor) === 'staff',
  );
  if (!byPerson) return [];
  return [
    {
      subject: { kind: 'serviceRequest', id: said.owner.requestId },
      eventId: said.eventId,
      place: MESSAGE_PLACE,
      type: 'acknowledgedByPerson',
      at: said.at,
      recordedAt: said.owner.now,
      reason: null,
      automatic: false,
      fields: null,
    },
  ];
}

function authorKind(message: MessageDraft, actor: Actor): 'system' | 'customer' | 'staff' {
  if (message.author === 'system') return 'system';
  return message.author === 'contact' || actor.kind === 'customer' ? 'customer' : 'staff';
}

/** Behind every place that the names of one event can take. */
const MESSAGE_PLACE = 1_000;

/** The ways to whoever it is for: their customer's portal, and by mail to their address. Whom nobody knows has neither. */
function waysOf(
  message: { id: string; contactId: string | null },
  dossier: Dossier,
  mail: MailSetting,
): { message_id: string; channel: string; recipient: string }[] {
  const contact = dossier.surroundings.contacts.find((known) => known.id === message.contactId);
  const ways =
    dossier.request.customerId === null ? [] : [{ message_id: message.id, channel: 'web', recipient: contact?.id ?? '' }];
  if (mail.enabled && contact?.email) ways.push({ message_id: message.id, channel: 'email', recipient: contact.email });
  return ways;
}

/** The conversation of a request, oldest first, with names for people. */
export async function messagesOf(tx: Transaction<Tables>, requestId: string): Promise<MessageView[]> {
  const rows = await tx
    .selectFrom('pledge.message as message')
    .leftJoin('pledge.person as person', (join) =>
      join.onRef('person.provider_id', '=', 'message.provider_id').onRef('person.id', '=', 'message.person_id'),
    )
    .leftJoin('pledge.contact as contact', (join) =>
      join.onRef('contact.provider_id', '=', 'message.provider_id').onRef('contact.id', '=', 'message.contact_id'),
    )
    .selectAll('message')
    .select(['person.name as person_name', 'contact.name as contact_name'])
    .where('message.request_id', '=', requestId)
    .orderBy('message.occurred_at')
    .orderBy('message.id')
    .execute();
  const ids = [...new Set(rows.flatMap((row) => row.file_ids))];
  const files = ids.length === 0 ? [] : await tx.selectFrom('pledge.file').selectAll().where('id', 'in', ids).execute();
  const notes = await deliveryNotes(tx, rows);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    direction: row.direction,
    author: {
      kind: row.author_kind as MessageView['author']['kind'],
      name: (row.author_kind === 'customer' ? (row.contact_name ?? row.person_name) : row.person_name) ?? '',
      position: null,
    },
    text: row.text,
    files: files
      .filter((file) => row.file_ids.includes(file.id))
      .map((file) => ({
        id: file.id,
        name: file.name,
        mediaType: file.media_type,
        size: file.size,
        url: `/api/files/${file.id}`,
      })),
    occurredAt: formatInstant(row.occurred_at as Instant),
    delivery: row.delivery,
    deliveryNote: notes.get(row.id),
    externalId: row.external_id,
  }));
}
