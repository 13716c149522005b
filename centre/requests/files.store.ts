import { later } from '#platform/db/pool.ts';
import { sql, type Transaction } from 'kysely';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { EventDraft, MessageDraft } from '#flows/dossier/draft.schema.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { formatInstant, type Instant } from '#platform/time/instant.ts';
import { fileRefusals } from './files.texts.ts';
import { visibleRequests } from './visibility.ts';
import { showsFulfilment } from '#centre/commitments/index.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

/** Notes a file that was uploaded. The same upload sent again is the same file; another one under its id is refused. */
export async function saveFile(
  tx: Transaction<Tables>,
  actor: Actor,
  upload: { file: StoredFile; now: Instant },
): Promise<StoredFile | Refusal> {
  const { file, now } = upload;
  const taken = await tx
    .insertInto('pledge.file')
    .values({
      provider_id: actor.providerId,
      id: file.id,
      customer_id: actor.customerId,
      digest: file.digest,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      status: 'unchecked',
      person_id: actor.personId,
      uploaded_at: formatInstant(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (taken !== undefined) return file;
  const first = await tx.selectFrom('pledge.file').selectAll().where('id', '=', file.id).executeTakeFirst();
  if (first === undefined || first.digest !== file.digest || first.person_id !== actor.personId) return fileRefusals.idTaken;
  return { id: first.id, name: first.name, mediaType: first.media_type, size: first.size, digest: first.digest };
}

/** The file, where the actor may see a request it is used in; before that it is the uploader's alone. */
export async function fileFor(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { id: string; now: Instant },
): Promise<StoredFile | Refusal> {
  const file = await tx.selectFrom('pledge.file').selectAll().where('id', '=', about.id).executeTakeFirst();
  if (file === undefined) return fileRefusals.notFound;
  const uses = await sql<{ visible: boolean }>`select coalesce(bool_or(${visibleRequests(actor, about.now)}), false) as visible
    from pledge.file_use u left join pledge.service_request request on request.provider_id = u.provider_id and request.id = u.request_id
    where u.file_id = ${about.id}::uuid having count(*) > 0`.execute(tx);
  const used = uses.rows[0];
  const allowed =
    (used === undefined ? file.person_id !== null && file.person_id === actor.personId : used.visible) ||
    (await showsFulfilment(tx, actor, file.id));
  if (!allowed) return fileRefusals.notFound;
  if (file.status === 'refused') return fileRefusals.failedCheck;
  return { id: file.id, name: file.name, mediaType: file.media_type, size: file.size, digest: file.digest };
}

/**
 * Which of these files may be named in something of this customer: uploaded by whoever names them and not used yet, or used where
 * they may be seen. One that another customer uploaded or that stands with another's request is nothing here, whoever names it.
 */
export async function namableFiles(
  tx: Transaction<Tables>,
  actor: Actor,
  about: { readonly ids: readonly string[]; readonly customerId: string | null; readonly now: Instant },
): Promise<ReadonlySet<string>> {
  if (about.ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select file.id from pledge.file file
    left join pledge.file_use u on u.provider_id = file.provider_id and u.file_id = file.id
    left join pledge.service_request request on request.provider_id = u.provider_id and request.id = u.request_id
    where file.id = any(${about.ids}::uuid[]) and file.status <> 'refused'
      and (file.customer_id is null or file.customer_id = ${about.customerId}::uuid)
    group by file.provider_id, file.id
    having case when count(u.file_id) = 0 then file.person_id = ${actor.personId}::uuid
      else bool_or(${visibleRequests(actor, about.now)}) and bool_and(u.customer_id is null or u.customer_id is not distinct from ${about.customerId}::uuid) end`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Notes what files a decision uses: those its events and messages name, as far as they may be shown to the request's customer.
 * Another customer's file is never shared by naming it.
 */
export async function noteFileUses(
  tx: Transaction<Tables>,
  owner: { readonly providerId: string; readonly customerId: string | null; readonly requestId: string },
  decided: {
    readonly events: readonly { readonly id: string; readonly event: Pick<EventDraft, 'data' | 'visibility'> }[];
    readonly messages: readonly Pick<MessageDraft, 'direction' | 'fileIds'>[];
  },
): Promise<void> {
  const first = decided.events[0]?.id;
  const named = [
    ...(first === undefined
      ? []
      : decided.messages.map((message) => ({
          eventId: first,
          fileIds: message.fileIds,
          visibility: message.direction === 'internal' ? ('internal' as const) : ('shared' as const),
        }))),
    ...decided.events.map(({ id, event }) => ({ eventId: id, fileIds: listedIds(event.data), visibility: event.visibility })),
  ].filter(({ fileIds }) => fileIds.length > 0);
  if (named.length === 0) return;
  const known = await tx
    .selectFrom('pledge.file')
    .select('id')
    .where(
      'id',
      'in',
      named.flatMap(({ fileIds }) => fileIds),
    )
    .where((or) =>
      or.or([or('customer_id', 'is', null), ...(owner.customerId === null ? [] : [or('customer_id', '=', owner.customerId)])]),
    )
    .execute();
  const files = new Set(known.map(({ id }) => id));
  // What is shared comes first: the same file in an internal note of the same event stays shared.
  const rows = named
    .toSorted((one, other) => Number(one.visibility === 'internal') - Number(other.visibility === 'internal'))
    .flatMap(({ eventId, fileIds, visibility }) =>
      fileIds
        .filter((id) => files.has(id))
        .map((file_id) => ({
          provider_id: owner.providerId,
          file_id,
          event_id: eventId,
          request_id: owner.requestId,
          customer_id: owner.customerId,
          visibility,
        })),
    );
  if (rows.length > 0)
    later(
      tx,
      tx
        .insertInto('pledge.file_use')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing()),
    );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Every list of ids among an event's facts, whatever the step calls it; those that are no files fall out. */
function listedIds(data: Readonly<Record<string, unknown>>): string[] {
  return Object.values(data).flatMap((value) =>
    Array.isArray(value) ? value.filter((entry) => typeof entry === 'string' && UUID.test(entry)) : [],
  );
}
