import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { nameOfText } from '#platform/evidence-log/erasures.store.ts';
import { fold } from '#platform/text-index/fold.rules.ts';

/** Who was known of a person: what is looked for wherever people write. */
export interface KnownAs {
  readonly customerId: string;
  readonly contactId: string;
  /** Name, numbers, mailboxes, as they are written. */
  readonly words: readonly string[];
}

/** Shorter words stand inside too many others to be looked for. */
const SHORTEST = 2;

/** Everything by which a contact and the account of the contact are known, read before it is erased. */
export async function knownAs(tx: Transaction<Tables>, contact: { id: string; customerId: string }): Promise<KnownAs> {
  const own = await tx
    .selectFrom('pledge.contact')
    .select(['name', 'phone', 'email'])
    .where('id', '=', contact.id)
    .executeTakeFirst();
  const accounts = await tx
    .selectFrom('pledge.person as person')
    .innerJoin('pledge.person_reach as reach', (join) =>
      join.onRef('reach.provider_id', '=', 'person.provider_id').onRef('reach.person_id', '=', 'person.id'),
    )
    .select(['person.name', 'reach.mobile', 'reach.email'])
    .where('person.contact_id', '=', contact.id)
    .execute();
  const requests = await tx
    .selectFrom('pledge.service_request')
    .select(['enquirer_name', 'enquirer_phone', 'enquirer_email'])
    .where('contact_id', '=', contact.id)
    .execute();
  const written = [own, ...accounts, ...requests].flatMap((row) => Object.values(row ?? {}));
  const words = written.filter((word): word is string => typeof word === 'string' && word.length >= SHORTEST);
  // Numbers are also written without their spaces; the longest first, so that no part of one is left over.
  const spellings = new Set([
    ...words,
    ...words.filter((word) => /^\+?[\d\s-]+$/u.test(word)).map((word) => word.replace(/[\s-]/gu, '')),
  ]);
  return { customerId: contact.customerId, contactId: contact.id, words: [...spellings].sort((a, b) => b.length - a.length) };
}

/** The requests in whose texts the person is named or speaks: what was indexed of them is made anew once the words are gone. */
export async function requestsThatSpeakOf(tx: Transaction<Tables>, known: KnownAs): Promise<string[]> {
  const named = sql.join([sql`false`, ...known.words.map((word) => sql`strpos(folded, ${fold(word)}) > 0`)], sql` or `);
  const { rows } = await sql<{ id: string }>`
    select request_id as id from pledge.text_index where customer_id = ${known.customerId}::uuid and (${named})
    union select id from pledge.service_request where contact_id = ${known.contactId}::uuid
    union select request_id from pledge.message where contact_id = ${known.contactId}::uuid
    union select e.request_id from pledge.event_text t join pledge.event e on e.provider_id = t.provider_id and e.id = t.event_id
      where t.contact_id = ${known.contactId}::uuid and e.request_id is not null`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Empties every text of the evidence that speaks of the person, and puts `mark` in the place of their name and numbers wherever else the
 * customer's rows hold them: conversations, records and their signatures, consents, names of files, the plan that named the contact.
 * Which columns those are is read from the catalogue, so that a table made later is not forgotten.
 * @returns which texts of the evidence it emptied, as an erasure names them, in order; and the rows that it changed, by table
 */
export async function eraseTraces(
  tx: Transaction<Tables>,
  known: KnownAs,
  erasure: { mark: string; at: string; under: string },
): Promise<{ texts: string[]; changed: ReadonlyMap<string, readonly string[]> }> {
  const { customerId, contactId, words } = known;
  const texts = [
    ...(await emptyTexts(tx, known, { erasure, which: sql<SqlBool>`customer_id = ${customerId}::uuid` })),
    ...(await emptyTexts(tx, known, { erasure, which: isOfNobodyYet(customerId) })),
  ];
  // A drawn signature is the person's own hand, whoever's name stands under it.
  await tx
    .updateTable('pledge.record_signature')
    .set({ strokes: null })
    .where('customer_id', '=', customerId)
    .where((or) => or.or([or('contact_id', '=', contactId), ...words.map((word) => or('signer_name', '=', word))]))
    .execute();
  await tx
    .updateTable('pledge.outbox')
    .set({ recipient: erasure.mark, last_error: null })
    .where('recipient', 'in', [...words, contactId])
    .execute();
  const changed = new Map<string, string[]>();
  const columns = words.length === 0 ? [] : await columnsOfCustomers(tx);
  for (const column of columns) {
    const ids = await replaceIn(tx, column, { known, mark: erasure.mark });
    changed.set(column.table, [...new Set([...(changed.get(column.table) ?? []), ...ids])]);
  }
  return { texts: texts.sort(), changed };
}

/** Of the requests of a customer what was written before anybody knew whose they were: evidence is not handed over. */
function isOfNobodyYet(customerId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`customer_id is null and event_id in (
    select event.id from pledge.service_request request
      join pledge.event event on event.provider_id = request.provider_id and event.request_id = request.id
    where request.customer_id = ${customerId}::uuid and event.customer_id is null)`;
}

/** Empties those texts of the evidence that are the person's or name the person, and gives what they are called. */
async function emptyTexts(
  tx: Transaction<Tables>,
  { contactId, words }: KnownAs,
  about: { readonly erasure: { at: string; under: string }; readonly which: RawBuilder<SqlBool> },
): Promise<string[]> {
  const { at, under } = about.erasure;
  const emptied = await tx
    .updateTable('pledge.event_text')
    .set({ text: null, salt: null, erased_at: at, erased_under: under })
    .where(about.which)
    .where('erased_at', 'is', null)
    .where((or) => or.or([or('contact_id', '=', contactId), ...words.map((word) => sql<boolean>`position(${word} in text) > 0`)]))
    .returning(['event_id', 'field'])
    .execute();
  return emptied.map(({ event_id: eventId, field }) => nameOfText(eventId, field));
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Columns of texts in tables that hold a customer's rows, as far as the application may change them. */
async function columnsOfCustomers(tx: Transaction<Tables>): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select col.table_name as table, col.column_name as column, col.data_type as type from information_schema.columns col
    where col.table_schema = 'pledge' and col.data_type in ('text', 'jsonb') and col.is_generated = 'NEVER' and col.table_name not in ('event_text', 'text_index')
      and exists (select 1 from information_schema.columns own where own.table_schema = 'pledge' and own.table_name = col.table_name and own.column_name = 'customer_id')
      and has_column_privilege(format('pledge.%I', col.table_name), col.column_name, 'update')
    order by 1, 2`.execute(tx);
  return rows;
}

/** @returns the ids of the rows that it changed, in tables whose rows have one */
async function replaceIn(tx: Transaction<Tables>, at: Column, about: { known: KnownAs; mark: string }): Promise<string[]> {
  const { known, mark } = about;
  const isJson = at.type === 'jsonb';
  // Inside JSON a word is spelt with its escapes.
  const words = known.words.map((word) => (isJson ? JSON.stringify(word).slice(1, -1) : word));
  const column = sql.ref(at.column);
  const text = sql`${column}::text`;
  const replaced = words.reduce((inner, word) => sql`replace(${inner}, ${word}, ${mark})`, text);
  const found = sql.join(
    words.map((word) => sql`position(${word} in ${text}) > 0`),
    sql` or `,
  );
  const table = sql.table(`pledge.${at.table}`);
  const { rows } = await sql<{ id: string | null }>`update ${table} as changed
    set ${column} = ${isJson ? sql`(${replaced})::jsonb` : replaced} where customer_id = ${known.customerId}::uuid and (${found})
    returning to_jsonb(changed)->>'id' as id`.execute(tx);
  return rows.flatMap(({ id }) => id ?? []);
}
